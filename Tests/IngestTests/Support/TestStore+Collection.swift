import Hashing
import Storage
import StoreTestSupport

@testable import Ingest

extension CollectionSettings {
    /// Nothing is too young to be removed.
    static var atOnce: CollectionSettings {
        var settings = CollectionSettings()
        settings.grace = .zero
        return settings
    }
}

extension TestStore {
    /// Puts bytes that no row names.
    func makeOrphan(_ text: String) throws -> Digest {
        try store.blobs.put(Array(text.utf8), durability: .durable).digest
    }

    /// A collection that goes on when the test says so.
    func beginRemoval(_ settings: CollectionSettings = .atOnce) throws -> BlobRemoval {
        try BlobRemoval(database: store.database, blobs: store.blobs, settings: settings)
    }

    /// Removes whatever no row names.
    @discardableResult
    func collect(_ settings: CollectionSettings = .atOnce) throws -> BlobCollection.Report {
        try BlobCollection(store: store, settings: settings).run()
    }

    /// Stores bytes and makes a version of them, as intake does after the mark.
    @discardableResult
    func register(_ blob: StoredBlob, since mark: CollectionMark) throws -> Receipt {
        let submission = Submission(
            organization: store.organization, author: .user(store.founders.owner),
            place: .newDocument(DocumentDetails(title: "Test")), fileName: "test.pdf")
        return try VersionRegistration(store: store).register(blob, since: mark, as: submission)
    }

    /// Lets the time go by for which a collection that was cut off keeps blobs condemned.
    func outlastCondemnations() throws {
        try store.database.write { db in
            try db.execute(
                "UPDATE condemned_blobs SET condemned_at = condemned_at - $1",
                [CondemnedBlobs.term.microseconds])
        }
    }

    func collectionState() throws -> CollectionState {
        try store.database.read { db in try CollectionState.find(on: db) }
    }

    /// Says that a backup runs until then.
    func setBackup(until moment: Timestamp) throws {
        try store.database.write { db in
            try db.execute("UPDATE store SET backup_until = $1", [moment])
        }
    }
}
