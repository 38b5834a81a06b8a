public import Hashing
internal import Signing

extension S3BlobStore {
    // Copied below the prefix and then deleted, both on the condition that the object is still
    // the one that was read. On a server that knows no such conditions there is a moment, between
    // looking once more and deleting, in which another machine's store of the right bytes is lost
    // again.
    @discardableResult
    public func quarantine(_ digest: Digest) throws -> Bool {
        deferred.wait(for: digest)
        return try turns.withTurn(digest) {
            let key = layout.key(of: digest)
            let download = BlobDownload(
                client: client, key: key, restart: {}, receive: { _ in })
            guard let (actual, _) = try download.run(), actual != digest else { return false }
            let place = try freeKey(for: digest)
            guard try copy(key, to: place, ifMatch: download.etag),
                try head(digest)?.headers["etag"] == download.etag,
                try delete(key, ifMatch: download.etag)
            else { return false }
            try cache.remove(digest)
            return true
        }
    }

    public func quarantined() throws -> [Digest] {
        var names: [String] = []
        try forEachEntry(below: layout.quarantine) {
            names.append(String($0.key.dropFirst(layout.quarantine.count)))
        }
        return Quarantine.digests(names: names)
    }

    private func freeKey(for digest: Digest) throws -> String {
        var number = 1
        while true {
            let key = layout.quarantine + Quarantine.name(of: digest, number: number)
            let found = try client.find(S3Request(method: "HEAD", key: key))
            if found == nil { return key }
            number += 1
        }
    }

    /// False when the object is another one by now, or gone.
    func copy(_ key: String, to place: String, ifMatch etag: String?) throws -> Bool {
        let source = "/\(client.location.bucket)/\(key)".percentEncoded(keepingSlashes: true)
        let condition = etag.map { [("x-amz-copy-source-if-match", $0)] } ?? []
        let answer = try client.send(
            S3Request(
                method: "PUT", key: place, headers: [("x-amz-copy-source", source)] + condition)
        ) { $0.isUnmetCondition || $0.isAbsence }
        if case .success = answer { return true }
        return false
    }

    /// False when the object is another one by now.
    private func delete(_ key: String, ifMatch etag: String?) throws -> Bool {
        guard let etag else { return try delete(key, headers: []) == nil }
        guard let refusal = try delete(key, headers: [("if-match", etag)]) else { return true }
        guard refusal.isNotImplemented else { return false }
        return try delete(key, headers: []) == nil
    }

    /// The refusal of a condition, or of conditions.
    private func delete(
        _ key: String, headers: [SignableRequest.Field]
    ) throws -> S3Refusal? {
        let request = S3Request(method: "DELETE", key: key, headers: headers)
        let answer = try client.send(request) {
            $0.isUnmetCondition || $0.isNotImplemented || $0.isAbsence
        }
        guard case .failure(let refusal) = answer, !refusal.isAbsence else { return nil }
        return refusal
    }
}
