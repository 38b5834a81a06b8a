import Hashing
import Storage
import StoreTestSupport
import Synchronization
import TestSupport
import XCTest

@testable import Ingest
@testable import Worker

/// Rows that come to name blobs, at every moment of a collection.
class BlobReferralsTests: StoreTestCase {
    /// What an upload does, in its order.
    private enum Upload: CaseIterable { case mark, put, register }
    /// What a collection does, in its order; where it is cut off, the rest does not happen.
    private enum Collection: CaseIterable { case begin, condemn, remove, end }

    private enum Event {
        case upload(Upload)
        case collection(Collection)
    }

    /// Every way to do both, each in its order.
    private static func interleavings(
        _ uploads: ArraySlice<Upload>, _ collections: ArraySlice<Collection>
    ) -> [[Event]] {
        guard let upload = uploads.first else { return [collections.map(Event.collection)] }
        guard let collection = collections.first else { return [uploads.map(Event.upload)] }
        return interleavings(uploads.dropFirst(), collections).map { [.upload(upload)] + $0 }
            + interleavings(uploads, collections.dropFirst()).map {
                [.collection(collection)] + $0
            }
    }

    /// An upload whose bytes are there already as an orphan.
    func testNothingIsLostAtAnyMoment() throws {
        let test = try makeTestStore()
        var number = 0
        for length in 0...Collection.allCases.count {
            let way = Collection.allCases.prefix(length)
            for events in Self.interleavings(Upload.allCases[...], way) {
                number += 1
                try check(events, number, in: test)
            }
        }
        XCTAssertEqual(number, 1 + 4 + 10 + 20 + 35)
        XCTAssertTrue(try StoreVerification(store: test.store).run().isSound)
    }

    private func check(_ events: [Event], _ number: Int, in test: TestStore) throws {
        let text = "%PDF-1.7 \(number)"
        let orphan = try test.makeOrphan(text)
        var removal: BlobRemoval?
        var mark = test.store.referrals.mark()
        var blob: StoredBlob?
        var receipt: Receipt?
        for event in events {
            switch event {
            case .upload(.mark): mark = test.store.referrals.mark()
            case .upload(.put):
                blob = try test.store.blobs.put(Array(text.utf8), durability: .durable)
            case .upload(.register):
                receipt = try registered(try XCTUnwrap(blob), since: mark, events, in: test)
            case .collection(.begin): removal = try test.beginRemoval()
            case .collection(.condemn): _ = try removal?.step(condemning: [orphan])
            case .collection(.remove): _ = try removal?.step(condemning: [])
            case .collection(.end): try removal?.end()
            }
            if receipt != nil {
                XCTAssertNotNil(try test.store.blobs.byteCount(of: orphan), "\(events)")
            }
        }
        try test.outlastCondemnations()
        try test.collect()
        XCTAssertEqual(
            try test.store.blobs.byteCount(of: orphan) != nil, receipt != nil, "\(events)")
    }

    /// `nil` where the bytes have to be sent again.
    private func registered(
        _ blob: StoredBlob, since mark: CollectionMark, _ events: [Event], in test: TestStore
    ) throws -> Receipt? {
        do {
            return try test.register(blob, since: mark)
        } catch let error as StorageError where error.code == .busy {
            XCTAssertTrue(error.message.contains("Send them again"))
            // Refused only while the blob is condemned, or when it was removed after it was put.
            let isCondemned = try test.count("condemned_blobs") > 0
            let isThere = try test.store.blobs.byteCount(of: blob.digest) != nil
            XCTAssertTrue(isCondemned || !isThere, "\(events)")
            return nil
        }
    }

    func testRefusedUploadSucceedsWhenItIsSentAgain() throws {
        let test = try makeTestStore()
        let orphan = try test.makeOrphan("%PDF-1.7")
        let removal = try test.beginRemoval()
        _ = try removal.step(condemning: [orphan])
        let path = try test.makeFile(Array("%PDF-1.7".utf8))
        assertBusy { try test.store.intake.add(path: path) }
        XCTAssertEqual(try test.count("documents"), 0)
        _ = try removal.step(condemning: [])
        try removal.end()
        XCTAssertEqual(try test.store.intake.add(path: path).digest, orphan)
        XCTAssertTrue(try StoreVerification(store: test.store).run().isSound)
    }

    func testCondemnationByACollectionThatDiedEnds() throws {
        let test = try makeTestStore()
        let orphan = try test.makeOrphan("%PDF-1.7")
        _ = try test.beginRemoval().step(condemning: [orphan])
        let path = try test.makeFile(Array("%PDF-1.7".utf8))
        assertBusy { try test.store.intake.add(path: path) }
        try test.outlastCondemnations()
        XCTAssertEqual(try test.store.intake.add(path: path).digest, orphan)
        try test.collect()
        XCTAssertTrue(try StoreVerification(store: test.store).run().isSound)
    }

    /// The row is written, and not committed yet, when a collection comes.
    func testCollectionWaitsForTheTransactionThatNamesABlob() throws {
        let test = try makeTestStore()
        let (database, referrals) = (test.store.database, test.store.referrals)
        let logo = try test.makeOrphan("logo")
        let (isNamed, mayCommit) = (Gate(), Gate())
        let ends = Recorder<Result<Void, any Error>>()
        Thread {
            ends.note(
                Result {
                    try database.write { db in
                        try referrals.confirm([logo], since: referrals.mark(), on: db)
                        try db.execute("UPDATE organizations SET logo = $1", [logo.hex])
                        isNamed.open()
                        try mayCommit.wait("the collection's beginning")
                    }
                })
        }.start()
        try isNamed.wait("the row")
        Thread { ends.note(Result { try test.collect() }) }.start()
        try waitUntilACollectionWaits(in: test)
        mayCommit.open()
        for end in try ends.wait(for: 2, "both") { try end.get() }
        XCTAssertNotNil(try test.store.blobs.byteCount(of: logo))
    }

    /// SQLite has one writer, and nothing to see of those who wait.
    private func waitUntilACollectionWaits(in test: TestStore) throws {
        guard Self.engine == .distributed else { return }
        try eventually("a collection that waits") {
            try test.store.database.read { db in
                try db.first(
                    """
                    SELECT 1 AS waits
                    FROM pg_locks
                    JOIN pg_database ON pg_database.oid = pg_locks.database
                    WHERE datname = current_database()
                        AND locktype = 'advisory'
                        AND NOT granted
                    """) != nil
            }
        }
    }

    /// A collection judges by what is on disk: a row whose removal may be undone still counts.
    func testRemovalFollowsADurableCommit() throws {
        let test = try makeTestStore()
        let orphan = try test.makeOrphan("orphan")
        let removal = try test.beginRemoval()
        XCTAssertEqual(try removal.step(condemning: [orphan]).removed, [])
        XCTAssertNotNil(try test.store.blobs.byteCount(of: orphan))
        XCTAssertEqual(try removal.step(condemning: []).removed, [orphan])
    }

    func testBlobThatARowNamesIsSpared() throws {
        let test = try makeTestStore()
        let orphan = try test.makeOrphan("logo")
        let removal = try test.beginRemoval()
        try test.store.database.write { db in
            _ = try db.execute("UPDATE organizations SET logo = $1", [orphan.hex])
        }
        XCTAssertTrue(try removal.step(condemning: [orphan]).tookNext)
        XCTAssertEqual(removal.condemned, [])
    }

    /// No row may come to name it unconfirmed; where one does all the same, it counts.
    func testCondemnedBlobThatARowNamesIsSpared() throws {
        let test = try makeTestStore()
        let orphan = try test.makeOrphan("logo")
        let removal = try test.beginRemoval()
        _ = try removal.step(condemning: [orphan])
        try test.store.database.write { db in
            _ = try db.execute("UPDATE organizations SET logo = $1", [orphan.hex])
        }
        XCTAssertEqual(try removal.step(condemning: []).removed, [])
        XCTAssertNotNil(try test.store.blobs.byteCount(of: orphan))
    }

    private func assertBusy(line: UInt = #line, _ body: () throws -> some Any) {
        XCTAssertThrowsError(try body(), line: line) { error in
            XCTAssertEqual((error as? StorageError)?.code, .busy, "\(error)", line: line)
        }
    }

    // MARK: - Who names blobs

    func testPageWhoseThumbnailIsBeingRemovedIsReadAgain() throws {
        let other = try makeTestStore()
        let first = try other.add("invoice-2026-0417")
        try other.readAll()
        let record = try XCTUnwrap(other.store.records.record(of: other.version(first)))
        let thumbnail = try XCTUnwrap(record.pages[0].thumbnail)
        let bytes = try other.store.blobs.open(thumbnail).contents(maxBytes: 1 << 20)

        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        try test.store.blobs.put(bytes, durability: .durable)
        let removal = try test.beginRemoval()
        _ = try removal.step(condemning: [thumbnail])
        let run = try test.claim()
        XCTAssertThrowsError(try test.makeHandler().run(run)) { error in
            XCTAssertEqual((error as? JobFailure)?.failureClass, .transient, "\(error)")
        }
        _ = try removal.step(condemning: [])
        try removal.end()
        try test.complete(run, try test.makeHandler().run(run))
        XCTAssertEqual(try test.version(receipt).state, .ready)
        XCTAssertTrue(try StoreVerification(store: test.store).run().isSound)
    }

    func testPictureThatIsBeingRemovedIsNotKept() throws {
        let test = try makeTestStore()
        let version = try test.add("invoice-2026-0417").versionID
        let drawn = DrawnPictures()
        let mark = test.store.referrals.mark()
        let shelf = PictureShelf(version: version, store: test.store, drawn: drawn)
        try shelf.put([1], ofPage: 0)
        try shelf.put([2], ofPage: 1)
        let removal = try test.beginRemoval()
        _ = try removal.step(condemning: [SHA256.digest(of: [1])])
        try test.store.database.write { db in
            try drawn.write(confirming: test.store.referrals, since: mark, on: db)
        }
        XCTAssertNil(try shelf.file(ofPage: 0))
        XCTAssertEqual(try shelf.file(ofPage: 1), [2])
    }

    // MARK: - Cost

    func testNothingIsLookedUpWhileNobodyCollects() throws {
        let test = try makeTestStore()
        let questions = Mutex(0)
        let blobs = CountingBlobStore(
            test.store.blobs, onQuestion: { questions.withLock { $0 += 1 } })
        let referrals = BlobReferrals(database: test.store.database, blobs: blobs)
        let blob = try test.makeOrphan("blob")
        for _ in 0..<3 {
            let mark = referrals.mark()
            try test.store.database.write { db in
                try referrals.confirm([blob], since: mark, on: db)
            }
        }
        // The first one did not know yet how things stand.
        XCTAssertEqual(questions.withLock { $0 }, 1)
        try test.collect()
        let mark = referrals.mark()
        _ = try test.makeOrphan("blob")
        try test.store.database.write { db in try referrals.confirm([blob], since: mark, on: db) }
        XCTAssertEqual(questions.withLock { $0 }, 2)
    }
}
