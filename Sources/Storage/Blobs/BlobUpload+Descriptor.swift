extension BlobUpload {
    /// Appends all bytes of an open file or pipe, from its position to its end, through a buffer
    /// of 1 MiB, and returns how many that were.
    ///
    /// `inspectingHead` sees the first 1,024 bytes, or all when there are fewer, before anything
    /// is written; `progress` is told the bytes so far after each write. What either throws is
    /// thrown on. When this throws, the upload has ended and nothing is kept. The descriptor
    /// stays the caller's; `name` stands for it in errors.
    @discardableResult
    public func write(
        contentsOf descriptor: CInt, name: String,
        inspectingHead: (UnsafeRawBufferPointer) throws -> Void = { _ in },
        progress: (Int) throws -> Void = { _ in }
    ) throws -> Int {
        do {
            return try copy(descriptor, name, inspectingHead, progress)
        } catch {
            cancel()
            throw error
        }
    }

    private func copy(
        _ descriptor: CInt, _ name: String,
        _ inspectingHead: (UnsafeRawBufferPointer) throws -> Void,
        _ progress: (Int) throws -> Void
    ) throws -> Int {
        let files = FileOperations(calls: SystemFileCalls())
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4_096)
        defer { buffer.deallocate() }
        var total = 0
        while true {
            let count = try files.fill(buffer, from: descriptor, path: name)
            if total == 0 { try inspectingHead(.init(rebasing: buffer[..<min(count, 1_024)])) }
            if count > 0 {
                try write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                total += count
                try progress(total)
            }
            if count < buffer.count { return total }
        }
    }
}
