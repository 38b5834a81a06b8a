internal import Hashing

/// Reads a whole object, hashing on the way, and goes on where a connection was cut.
final class BlobDownload {
    private let client: S3Client
    private let key: String
    private let receive: (UnsafeRawBufferPointer) throws -> Void
    private let restart: () throws -> Void
    private var hash = SHA256()
    private var position = 0
    /// Of the object that was read last; `nil` where the server states none.
    private(set) var etag: String?

    /// A download that hands its bytes to `receive`; when the object changes in between, `restart`
    /// is called and everything comes again.
    init(
        client: S3Client, key: String, restart: @escaping () throws -> Void,
        receive: @escaping (UnsafeRawBufferPointer) throws -> Void
    ) {
        self.client = client
        self.key = key
        self.restart = restart
        self.receive = receive
    }

    /// Reads the object; returns what its bytes are, or `nil` when it is absent.
    func run() throws -> (digest: Digest, byteCount: Int)? {
        let isFound = try client.repeating(key) { () throws -> Bool in
            do {
                try readOn()
                return true
            } catch let refusal as S3Refusal where refusal.isAbsence {
                return false
            } catch let refusal as S3Refusal where [412, 416].contains(refusal.status) {
                try startAgain()
                try readOn()
                return true
            }
        }
        return isFound ? (hash.finalize(), position) : nil
    }

    private func readOn() throws {
        let start = position
        var request = S3Request(method: "GET", key: key)
        if position > 0 {
            request.headers.append(("range", "bytes=\(position)-"))
            if let etag { request.headers.append(("if-match", etag)) }
        }
        var isFirst = true
        let answer = try client.sendOnce(request) { [self] response, bytes in
            if isFirst {
                isFirst = false
                // Some servers ignore ranges.
                if start > 0, response.status != 206 { try startAgain() }
                etag = response.headers["etag"]
            }
            try receive(bytes)
            hash.update(bytes)
            position += bytes.count
        }
        // Of an empty object nothing was received.
        if isFirst { etag = answer.headers["etag"] ?? etag }
    }

    private func startAgain() throws {
        try restart()
        hash = SHA256()
        position = 0
        etag = nil
    }
}
