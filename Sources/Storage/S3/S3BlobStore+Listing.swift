public import Hashing

extension S3BlobStore {
    // Holds 1,000 keys at a time.
    public func forEach(_ body: (Digest, Int) throws -> Void) throws {
        try forEachEntry { entry in
            guard let digest = layout.digest(key: entry.key) else { return }
            try body(digest, entry.byteCount)
        }
    }

    public func strays() throws -> [String] {
        var strays: [String] = []
        try forEachEntry { entry in
            guard layout.digest(key: entry.key) == nil else { return }
            strays.append(String(entry.key.dropFirst(layout.blobs.count)))
        }
        return strays
    }

    private func forEachEntry(_ body: (S3ObjectPage.Entry) throws -> Void) throws {
        waitForDeferred()
        try forEachEntry(below: layout.blobs, body)
    }

    /// Every object whose key begins with `prefix`, ascending.
    func forEachEntry(
        below prefix: String, _ body: (S3ObjectPage.Entry) throws -> Void
    ) throws {
        var last = ""
        while true {
            let page = try page(below: prefix, after: last, limit: 1_000)
            for entry in page.entries { try body(entry) }
            guard page.hasMore, let key = page.entries.last?.key else { return }
            last = key
        }
    }

    /// The keys that begin with `prefix` and follow `key`, at most `limit`.
    ///
    /// Goes on after a key rather than from a token: a token may not outlive the removal of what
    /// it stands for.
    func page(below prefix: String, after key: String, limit: Int) throws -> S3ObjectPage {
        var request = S3Request(
            method: "GET",
            query: [
                ("list-type", "2"), ("prefix", prefix), ("max-keys", String(limit)),
                ("encoding-type", "url"),
            ])
        if !key.isEmpty { request.query.append(("start-after", key)) }
        return try S3ObjectPage(client.require(request).body)
    }
}
