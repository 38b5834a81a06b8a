internal import Foundation

/// A pipe that a child reads to its end, which comes when this process cuts it or is no more.
struct Lifeline {
    private let pipe = Pipe()

    init() throws {
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
            throw TestServerError("a pipe cannot be kept from other processes")
        }
    }

    /// The descriptor for the child.
    var farEnd: Int32 { pipe.fileHandleForReading.fileDescriptor }

    /// To be called when the child has it.
    func closeFarEnd() throws {
        try pipe.fileHandleForReading.close()
    }

    /// Sends bytes to the child.
    func write(_ bytes: Data) throws {
        try pipe.fileHandleForWriting.write(contentsOf: bytes)
    }

    func cut() {
        try? pipe.fileHandleForWriting.close()
    }
}
