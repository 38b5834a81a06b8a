internal import Hashing
internal import Signing
internal import Synchronization

/// Puts blobs under their keys: once, whole, and over what is damaged.
final class BlobPlacement: Sendable {
    private let client: S3Client
    private let layout: S3Layout
    private let settings: S3Settings
    let running = RunningUploads()
    /// Whether the server knows `If-None-Match`; assumed until it says otherwise.
    private let knowsConditions = Mutex(true)

    /// What goes wrong with a condition goes wrong by another writer, which is done in a moment.
    private static let maxRounds = 4

    /// Placement into the bucket of a client.
    init(client: S3Client, layout: S3Layout, settings: S3Settings) {
        self.client = client
        self.layout = layout
        self.settings = settings
    }

    /// Stores a body under its digest, durably, and returns whether it was not there before.
    ///
    /// An object of that name that is not known to hold the same bytes is written over.
    func place(_ body: HTTPBody, digest: Digest) throws -> Bool {
        let isLarge = body.byteCount > settings.multipartThreshold
        // A large body is not sent only to learn that nobody needs it.
        if isLarge || !hasConditions, let there = try isIntact(body, digest) {
            if !there { try send(body, digest, condition: []) }
            return false
        }
        for _ in 0..<Self.maxRounds {
            let condition = hasConditions ? [("If-None-Match", "*")] : []
            guard let refusal = try send(body, digest, condition: condition) else { return true }
            if refusal.isNotImplemented {
                knowsConditions.withLock { $0 = false }
            } else if let there = try isIntact(body, digest) {
                if !there { try send(body, digest, condition: []) }
                return false
            }
        }
        throw StorageError(
            .busy, "others write and remove the same blob again and again; try again later",
            path: client.name(of: layout.key(of: digest)))
    }

    /// Whether a blob is there and known to be intact; `nil` when it is absent.
    private func isIntact(_ body: HTTPBody, _ digest: Digest) throws -> Bool? {
        let head = S3Request(
            method: "HEAD", key: layout.key(of: digest),
            headers: [("x-amz-checksum-mode", "ENABLED")])
        guard let response = try client.find(head) else { return nil }
        return try S3Checksum.isIntact(
            response, body: body, digest: digest, plan: plan(body))
    }

    /// Returns the refusal when the condition does not hold or is not known.
    @discardableResult
    private func send(
        _ body: HTTPBody, _ digest: Digest, condition: [SignableRequest.Field]
    ) throws -> S3Refusal? {
        guard body.byteCount <= settings.multipartThreshold else {
            return try MultipartUpload(
                client: client, key: layout.key(of: digest), plan: plan(body),
                threads: settings.partThreads, running: running
            ).send(body, headers: condition)
        }
        let request = S3Request(
            method: "PUT", key: layout.key(of: digest),
            headers: condition + S3Checksum.headers(digest)
                + [("content-type", "application/octet-stream")],
            body: body, payload: .sha256(digest))
        let answer = try client.send(request) {
            !condition.isEmpty && ($0.isUnmetCondition || $0.isNotImplemented)
        }
        guard case .failure(let refusal) = answer else { return nil }
        return refusal
    }

    private func plan(_ body: HTTPBody) -> PartPlan {
        PartPlan(byteCount: body.byteCount, preferred: settings.partBytes)
    }

    private var hasConditions: Bool { knowsConditions.withLock { $0 } }
}
