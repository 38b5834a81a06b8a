internal import Hashing
internal import Ingest
internal import Storage

extension TestStore {
    /// Puts bytes that nothing uses, and has a collection be about to remove them.
    public func condemn(_ bytes: [UInt8]) throws {
        let digest = try store.blobs.put(bytes, durability: .durable).digest
        try store.database.write { db in
            try db.execute("UPDATE store SET collection = collection + 1")
            try db.execute(
                "INSERT INTO condemned_blobs (digest, condemned_at) VALUES ($1, $2)",
                [digest.hex, store.database.now()])
        }
    }

    /// Ends the collection, which has removed what it condemned.
    public func removeCondemned() throws {
        let digests = try store.database.write { db in
            let rows = try db.query("SELECT digest FROM condemned_blobs")
            try db.execute("DELETE FROM condemned_blobs")
            try db.execute("UPDATE store SET collection = collection + 1")
            return try rows.compactMap { Digest(hex: try $0.text("digest")) }
        }
        try store.blobs.remove(digests)
    }
}
