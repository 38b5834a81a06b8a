import Foundation
import Hashing
import Storage
import StoreTestSupport
import TestSupport
import Worker

@testable import Ingest

/// What a fresh process finds in a folder after a power cut, held against what was promised.
struct StoreRecovery {
    /// The folder of the store.
    let folder: String
    /// What was acknowledged before the cut.
    let promises: [StorePromise]
    /// Blobs that were damaged before and not promised to be healed yet.
    let damaged: Set<Digest>
    /// What is uploaded afterwards.
    let bytes: [UInt8]

    /// Everything that is wrong; leaves a store that was used again.
    func violations() -> [String] {
        do {
            let store = try Store(
                location: StoreLocation(folder: folder), creating: true)
            return try integrity(store) + kept(store) + references(store) + drafts(store)
                + leavings(store) + repetition(store)
        } catch {
            return ["the recovery failed: \(error)"]
        }
    }

    private func integrity(_ store: Store) throws -> [String] {
        try store.database.read { db in
            let rows = try db.query("PRAGMA integrity_check").map {
                try $0.text("integrity_check")
            }
            let strangers = try db.query("PRAGMA foreign_key_check").count
            return (rows == ["ok"] ? [] : rows)
                + (strangers == 0 ? [] : ["\(strangers) rows refer to nothing"])
        }
    }

    // MARK: - Promises

    private func kept(_ store: Store) throws -> [String] {
        try promises.compactMap { promise in
            switch promise {
            case .upload(let version, let digest, let byteCount):
                guard let row = try? store.catalog.version(named: version.text) else {
                    return "the row of an acknowledged upload is lost"
                }
                guard row.digest == digest, row.byteCount == byteCount else {
                    return "the row of an acknowledged upload is another"
                }
                return try damaged.contains(digest) ? nil : fault(of: digest, in: store, "upload")
            case .record(let version):
                let row = try? store.catalog.version(named: version.text)
                return row?.recordID != nil ? nil : "a record that was finished is lost"
            case .removal(let digest):
                return try store.blobs.byteCount(of: digest) == nil
                    ? nil : "a removed blob is back"
            }
        }
    }

    private func fault(of digest: Digest, in store: Store, _ use: String) throws -> String? {
        switch try store.blobs.verify(digest) {
        case .intact: nil
        case .missing: "the blob of \(use) is missing"
        case .damaged: "the blob of \(use) has other bytes"
        }
    }

    // MARK: - Rows and blobs

    /// Every blob that a row names, but for drafts, which nobody sees.
    private func references(_ store: Store) throws -> [String] {
        let drafts = try draftThumbnails(store)
        return try BlobReferences.all(in: store.database).compactMap { digest, use in
            if damaged.contains(digest) || drafts.contains(digest) { return nil }
            return try fault(of: digest, in: store, "\(use)")
        }
    }

    /// Thumbnails that only drafts name.
    private func draftThumbnails(_ store: Store) throws -> Set<Digest> {
        let rows = try store.database.read { db in
            try db.query(
                """
                SELECT thumbnail
                FROM pages
                JOIN records ON records.id = pages.record_id
                WHERE thumbnail IS NOT NULL
                GROUP BY thumbnail
                HAVING COUNT(finished_at) = 0
                """
            ).map { try $0.text("thumbnail") }
        }
        return Set(rows.compactMap { Digest(hex: $0) })
    }

    /// A job that is taken up again goes on with nothing but whole thumbnails.
    private func drafts(_ store: Store) throws -> [String] {
        guard try !draftThumbnails(store).isEmpty else { return [] }
        try store.database.write { db in
            try db.execute("UPDATE jobs SET lease_until = 0 WHERE state = 'running'")
        }
        try store.queue.releaseLapsedJobs()
        try store.database.write { db in try db.execute("UPDATE jobs SET run_at = 0, rank = 0") }
        let test = TestStore(try TemporaryFolder(), store)
        let run = try test.claim(for: "after the cut")
        let version = try store.catalog.version(named: run.job.subject)
        let draft = try test.makeHandler().takeUpDraft(of: version.id, for: run)
        let thumbnails = try store.database.read { db in try draft.thumbnails(on: db) }
        return try thumbnails.compactMap { try fault(of: $0, in: store, "a draft's page") }
    }

    // MARK: - Afterwards

    private func leavings(_ store: Store) throws -> [String] {
        try store.blobs.removeAbandonedUploads(olderThan: .zero)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming")
        let strays = try store.blobs.strays()
        return (left.isEmpty ? [] : ["uploads are left: \(left)"])
            + (strays.isEmpty ? [] : ["strays are left: \(strays)"])
    }

    /// The same upload again.
    private func repetition(_ store: Store) throws -> [String] {
        let receipt = try store.add(bytes)
        let again = StoreRecovery(
            folder: folder, promises: [receipt.promise], damaged: [], bytes: bytes)
        return try again.kept(store).map { "after the same upload: " + $0 }
    }
}
