import Foundation
import Hashing
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest
@testable import Storage
@testable import Worker

extension CutScenario {
    /// Every scenario.
    static let all = [
        firstStart, oneUpload, sameBytesTwice, heal, twoUploadsAtOnce, checkpoint, record,
        removal, collection,
    ]

    static let firstStart = CutScenario(name: "the first start, with an upload") { recorded in
        try recorded.add(document, to: recorded.open())
    }

    static let oneUpload = CutScenario(
        name: "one upload", prepare: { _ in Before() }
    ) { recorded in
        try recorded.add(document, to: recorded.open())
    }

    static let sameBytesTwice = CutScenario(
        name: "the same bytes twice", prepare: { _ in Before() }
    ) { recorded in
        let store = try recorded.open()
        try recorded.add(document, to: store)
        try recorded.add(document, to: store)
    }

    static let heal = CutScenario(
        name: "a heal",
        prepare: { test in
            let receipt = try test.store.add(document)
            try test.damageBlob(receipt.digest)
            return Before(promises: [receipt.promise], damaged: [receipt.digest])
        }
    ) { recorded in
        try recorded.add(document, to: recorded.open())
    }

    static let twoUploadsAtOnce = CutScenario(
        name: "two uploads at once", prepare: { _ in Before() }
    ) { recorded in
        let store = try recorded.open()
        try inParallel(2) { index in
            try recorded.add(index == 0 ? document : otherDocument, to: store)
        }
    }

    /// SQLite moves the rows from its log to the database and begins the log anew.
    static let checkpoint = CutScenario(
        name: "a checkpoint between two uploads", prepare: { _ in Before() }
    ) { recorded in
        let store = try recorded.open()
        try recorded.add(document, to: store)
        try SQLiteConnection(
            path: store.location.databasePath, access: .writing, vfs: recorded.vfs.name
        ).run(script: "PRAGMA wal_checkpoint(RESTART)")
        try recorded.add(otherDocument, to: store)
    }

    /// The reading of a document by a real helper, whose thumbnails are made durable late.
    static let record = CutScenario(
        name: "a record with its thumbnails",
        prepare: { test in
            Before(promises: [try test.store.add(document).promise])
        }
    ) { recorded in
        let test = TestStore(recorded.folder, try recorded.open())
        let run = try test.claim()
        try test.complete(run, test.makeHandler().run(run))
        recorded.promise(.record(try XCTUnwrap(VersionID(run.job.subject))))
    }

    /// A blob that no row names goes; one with a row stays.
    static let removal = CutScenario(
        name: "a removal",
        prepare: { test in
            try test.store.blobs.put(otherDocument, durability: .durable)
            return Before(promises: [try test.store.add(document).promise])
        }
    ) { recorded in
        let digest = SHA256.digest(of: otherDocument)
        try recorded.open().blobs.remove(digest)
        recorded.promise(.removal(digest))
    }

    /// Everything that no row names goes, and is not found again.
    static let collection = CutScenario(
        name: "a collection",
        prepare: { test in
            try test.store.blobs.put(otherDocument, durability: .durable)
            return Before(promises: [try test.store.add(document).promise])
        }
    ) { recorded in
        let store = try recorded.open()
        var settings = CollectionSettings()
        settings.grace = .zero
        _ = try BlobCollection(store: store, settings: settings).run()
        recorded.promise(.removal(SHA256.digest(of: otherDocument)))
    }
}
