public import Hashing

extension FileBlobStore {
    // Holds the names of one of the 256 folders at a time.
    public func forEach(_ body: (Digest, Int) throws -> Void) throws {
        for fanOut in try files.names(inFolder: layout.blobs) where BlobLayout.isFanOut(fanOut) {
            for name in try names(inFanOut: fanOut) {
                guard let digest = BlobLayout.digest(name: name, fanOut: fanOut),
                    let byteCount = try byteCount(of: digest)
                else { continue }
                try body(digest, byteCount)
            }
        }
    }

    public func strays() throws -> [String] {
        var strays: [String] = []
        for fanOut in try files.names(inFolder: layout.blobs) {
            guard BlobLayout.isFanOut(fanOut), try kind(fanOut) == .folder else {
                strays.append(fanOut)
                continue
            }
            strays += try names(inFanOut: fanOut).filter { try isStray($0, in: fanOut) }
                .map { "\(fanOut)/\($0)" }
        }
        return strays
    }

    private func isStray(_ name: String, in fanOut: String) throws -> Bool {
        guard BlobLayout.digest(name: name, fanOut: fanOut) != nil else { return true }
        return try kind("\(fanOut)/\(name)") != .file
    }

    /// None for what is no folder, which is a stray.
    private func names(inFanOut fanOut: String) throws -> [String] {
        guard try kind(fanOut) == .folder else { return [] }
        return try files.names(inFolder: "\(layout.blobs)/\(fanOut)")
    }

    private func kind(_ name: String) throws -> FileStatus.Kind? {
        try files.status("\(layout.blobs)/\(name)")?.kind
    }
}
