import Glibc

/// A document's bytes in memory for as long as Poppler reads them.
final class DocumentBytes {
    let buffer: UnsafeRawBufferPointer
    private let isMapped: Bool

    /// Maps the whole file. A file that is cut short later ends the process
    /// (SIGBUS) when its missing part is read.
    init(mapping descriptor: CInt) throws {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw DocumentBytes.unreadable(errno)
        }
        let size = Int(status.st_size)
        guard size > 0 else {
            throw PDFError(code: .unreadable, message: "The file is empty.")
        }
        let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let address, address != MAP_FAILED else {
            throw DocumentBytes.unreadable(errno)
        }
        buffer = UnsafeRawBufferPointer(start: address, count: size)
        isMapped = true
    }

    init(copying bytes: [UInt8]) throws {
        guard !bytes.isEmpty else {
            throw PDFError(code: .unreadable, message: "The file is empty.")
        }
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
        copy.copyBytes(from: bytes)
        buffer = UnsafeRawBufferPointer(copy)
        isMapped = false
    }

    deinit {
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: buffer.baseAddress), buffer.count)
        } else {
            buffer.deallocate()
        }
    }

    private static func unreadable(_ code: CInt) -> PDFError {
        PDFError(
            code: .unreadable,
            message: "The file cannot be mapped: \(String(cString: strerror(code))).")
    }
}
