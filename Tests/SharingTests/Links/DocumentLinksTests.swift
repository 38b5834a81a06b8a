import Dispatch
import Ingest
import Sharing
import Storage
import StoreTestSupport
import TestSupport
import XCTest

class DocumentLinksTests: StoreTestCase {
    private func make() throws -> (SharingStore, Receipt) {
        let store = SharingStore(try makeTestStore())
        return (store, try store.upload("Contract", as: store.owner))
    }

    private func export(
        _ store: SharingStore, _ receipt: Receipt, lifetime: Duration? = nil
    ) throws -> ExportLink {
        try store.operations.export(
            receipt.documentID, version: nil, lifetime: lifetime, as: store.owner)
    }

    private func assertRefused<Result>(
        _ error: LinkError, line: UInt = #line, _ body: () throws -> Result
    ) {
        XCTAssertThrowsError(try body(), line: line) {
            XCTAssertEqual($0 as? LinkError, error, line: line)
        }
    }

    /// What another process knows.
    private func other(_ store: SharingStore) -> DocumentLinks {
        DocumentLinks(database: store.database)
    }

    // MARK: - Export

    func testExportOpensTheVersion() throws {
        let (store, receipt) = try make()
        let link = try export(store, receipt)
        XCTAssertTrue(link.path.hasPrefix("/links/versions/\(receipt.versionID)?expires="))
        let opened = try store.operations.links.look(at: link.path)
        XCTAssertEqual(opened.version, receipt.versionID)
        XCTAssertEqual(opened.document, receipt.documentID)
        XCTAssertEqual(opened.digest, receipt.digest)
        XCTAssertEqual(opened.title, "Contract")
        XCTAssertEqual(opened.id, link.id)
        XCTAssertFalse(opened.isOneTime)
    }

    func testOtherProcessesOpenIt() throws {
        let (store, receipt) = try make()
        let link = try export(store, receipt)
        XCTAssertEqual(try other(store).look(at: link.path).version, receipt.versionID)
    }

    func testExportIsOnTheTimeline() throws {
        let (store, receipt) = try make()
        let link = try export(store, receipt)
        let events = try store.operations.timeline(
            of: receipt.documentID, after: nil, limit: 10, as: store.owner
        ).events
        let event = try XCTUnwrap(events.first { $0.kind == .documentExported })
        XCTAssertEqual(event.payload["link_id"], link.id.text)
        XCTAssertEqual(event.version, receipt.versionID)
    }

    func testExportNeedsTheCapability() throws {
        let (store, receipt) = try make()
        let member = try store.makeUser("ada")
        SharingTests.assertRefused(.insufficientPermissions) {
            try store.operations.export(
                receipt.documentID, version: nil, lifetime: nil, as: member)
        }
    }

    func testLifetimesHaveBounds() throws {
        let (store, receipt) = try make()
        for lifetime: Duration in [.zero, .milliseconds(999), .seconds(604_801)] {
            SharingTests.assertRefused(.invalidFieldValue) {
                try self.export(store, receipt, lifetime: lifetime)
            }
        }
        let link = try export(store, receipt)
        XCTAssertEqual(
            (link.expiresAt - store.database.now()) / .seconds(1), 900, accuracy: 60)
    }

    func testOtherDocumentsVersionIsNotExported() throws {
        let (store, receipt) = try make()
        let other = try store.upload("Other", as: store.owner)
        SharingTests.assertRefused(.resourceNotFound) {
            try store.operations.export(
                receipt.documentID, version: other.versionID, lifetime: nil, as: store.owner)
        }
    }

    func testTrashedDocumentsAreNotExported() throws {
        let (store, receipt) = try make()
        try store.operations.trash(receipt.documentID, as: store.owner)
        SharingTests.assertRefused(.preconditionFailed) { try self.export(store, receipt) }
    }

    // MARK: - Ends

    func testExpiredLinksAreRefused() throws {
        let (store, receipt) = try make()
        var settings = LinkSettings()
        settings.clockSkew = .seconds(-60)
        let early = DocumentLinks(database: store.database, settings: settings)
        let link = try export(store, receipt, lifetime: .seconds(30))
        XCTAssertNoThrow(try store.operations.links.look(at: link.path))
        assertRefused(.expired) { try early.look(at: link.path) }
    }

    func testClocksMayDiffer() throws {
        let (store, receipt) = try make()
        var settings = LinkSettings()
        settings.clockSkew = .seconds(-60)
        let link = try export(store, receipt, lifetime: .seconds(30))
        assertRefused(.expired) {
            try DocumentLinks(database: store.database, settings: settings).look(at: link.path)
        }
        settings.clockSkew = .zero
        XCTAssertNoThrow(
            try DocumentLinks(database: store.database, settings: settings).look(at: link.path))
    }

    func testRevokedDocument() throws {
        let (store, receipt) = try make()
        let link = try export(store, receipt)
        _ = try store.operations.links.look(at: link.path)
        try store.operations.revokeLinks(of: receipt.documentID, as: store.owner)
        assertRefused(.revoked) { try store.operations.links.look(at: link.path) }
        let fresh = try export(store, receipt)
        XCTAssertNoThrow(try store.operations.links.look(at: fresh.path))
    }

    func testRevokedVersion() throws {
        let (store, receipt) = try make()
        let link = try export(store, receipt)
        try store.operations.revokeLinks(ofVersion: receipt.versionID, as: store.owner)
        assertRefused(.revoked) { try store.operations.links.look(at: link.path) }
    }

    func testOneRevokedLink() throws {
        let (store, receipt) = try make()
        let (link, kept) = (try export(store, receipt), try export(store, receipt))
        try store.operations.revokeLink(link.id, of: receipt.documentID, as: store.owner)
        assertRefused(.revoked) { try store.operations.links.look(at: link.path) }
        XCTAssertNoThrow(try store.operations.links.look(at: kept.path))
    }

    func testOtherDocumentsLinkIsNotRevoked() throws {
        let (store, receipt) = try make()
        let link = try export(store, receipt)
        let other = try store.upload("Other", as: store.owner)
        SharingTests.assertRefused(.resourceNotFound) {
            try store.operations.revokeLink(link.id, of: other.documentID, as: store.owner)
        }
        XCTAssertNoThrow(try store.operations.links.look(at: link.path))
    }

    func testRevocationReachesOtherProcessesWithinASecond() throws {
        let (store, receipt) = try make()
        let link = try export(store, receipt)
        let other = other(store)
        _ = try other.look(at: link.path)
        try store.operations.revokeLinks(of: receipt.documentID, as: store.owner)
        let deadline = ContinuousClock.now + .seconds(1)
        while (try? other.look(at: link.path)) != nil, ContinuousClock.now < deadline {}
        assertRefused(.revoked) { try other.look(at: link.path) }
    }

    func testTrashingAndMovingRevokes() throws {
        let (store, receipt) = try make()
        let link = try export(store, receipt)
        try store.operations.trash(receipt.documentID, as: store.owner)
        assertRefused(.invalid) { try self.other(store).look(at: link.path) }
        try store.operations.untrash(receipt.documentID, as: store.owner)
        assertRefused(.revoked) { try self.other(store).look(at: link.path) }
    }

    func testRevocationNeedsTheCapability() throws {
        let (store, receipt) = try make()
        let member = try store.makeUser("ada")
        SharingTests.assertRefused(.insufficientPermissions) {
            try store.operations.revokeLinks(of: receipt.documentID, as: member)
        }
    }

    func testWhatIsNoLink() throws {
        let (store, receipt) = try make()
        let link = try export(store, receipt).path
        for target in [
            "", "/links/versions/\(receipt.versionID)", link + "a", String(link.dropLast()),
        ] {
            assertRefused(.invalid) { try store.operations.links.look(at: target) }
        }
    }

    // MARK: - Keys

    func testOlderKeyOpensWhatItSigned() throws {
        let (store, receipt) = try make()
        let keys = store.operations.links.keys
        let link = try export(store, receipt)
        let first = try XCTUnwrap(keys.list().first)
        let second = try keys.rotate()
        XCTAssertNoThrow(try store.operations.links.look(at: link.path))
        XCTAssertTrue(try export(store, receipt).path.contains("key=\(second.id)"))
        XCTAssertEqual(try keys.list().map(\.id), [second.id, first.id])
        XCTAssertNotNil(try keys.list().last?.retiresAt)
    }

    func testTwoKeysAreLiveAtMost() throws {
        let (store, receipt) = try make()
        let keys = store.operations.links.keys
        _ = try export(store, receipt)
        let first = try XCTUnwrap(keys.list().first)
        try keys.rotate()
        SharingTests.assertRefused(.preconditionFailed) { try keys.rotate() }
        try keys.revoke(first.id)
        XCTAssertNoThrow(try keys.rotate())
    }

    func testRevokedKeyOpensNothing() throws {
        let (store, receipt) = try make()
        let keys = store.operations.links.keys
        let link = try export(store, receipt)
        try keys.revoke(try XCTUnwrap(keys.list().first).id)
        assertRefused(.invalid) { try store.operations.links.look(at: link.path) }
        XCTAssertNoThrow(
            try store.operations.links.look(at: try self.export(store, receipt).path))
    }

    func testRetiredKeyOpensNothing() throws {
        let (store, receipt) = try make()
        let link = try export(store, receipt)
        try store.operations.links.keys.rotate()
        try store.database.write { db in
            try db.execute("UPDATE link_keys SET retires_at = 1 WHERE retires_at IS NOT NULL")
        }
        assertRefused(.invalid) { try self.other(store).look(at: link.path) }
    }

    func testAKeyThatAnotherProcessMadeOpensAtOnce() throws {
        let (store, receipt) = try make()
        let other = other(store)
        _ = try other.look(at: try export(store, receipt).path)
        try store.operations.links.keys.rotate()
        XCTAssertNoThrow(try other.look(at: try self.export(store, receipt).path))
    }

    // MARK: - One-time links

    func testOneTimeLinkOpensOnce() throws {
        let (store, receipt) = try make()
        let links = store.operations.links
        let link = try store.operations.exportOnce(
            receipt.documentID, version: nil, lifetime: nil, as: store.owner
        ).path
        XCTAssertTrue(try links.look(at: link).isOneTime)
        XCTAssertTrue(try links.look(at: link).isOneTime)
        XCTAssertEqual(try links.take(link, client: "192.0.2.7").version, receipt.versionID)
        assertRefused(.used) { try links.take(link, client: "192.0.2.7") }
        assertRefused(.used) { try links.look(at: link) }
        assertRefused(.used) { try self.other(store).look(at: link) }
    }

    func testOfManyWhoComeAtOnceOneGetsIt() throws {
        let (store, receipt) = try make()
        let link = try store.operations.exportOnce(
            receipt.documentID, version: nil, lifetime: nil, as: store.owner
        ).path
        let links = (0..<8).map { _ in other(store) }
        let results = Recorder<Bool>()
        DispatchQueue.concurrentPerform(iterations: 8) { index in
            results.note((try? links[index].take(link, client: "192.0.2.7")) != nil)
        }
        XCTAssertEqual(results.all.filter { $0 }.count, 1)
    }

    func testOrdinaryLinksAreNotTaken() throws {
        let (store, receipt) = try make()
        let link = try export(store, receipt)
        assertRefused(.invalid) { try store.operations.links.take(link.path, client: "") }
    }

    // MARK: - Uses

    func testUsesAreOnTheTimeline() throws {
        let (store, receipt) = try make()
        let links = store.operations.links
        let opened = try links.look(at: try export(store, receipt).path)
        try links.noteUse(of: opened, client: "192.0.2.7", isPart: false)
        let event = try XCTUnwrap(downloads(store, receipt).first)
        XCTAssertEqual(event.payload, ["link_id": opened.id.text, "client": "192.0.2.7"])
        XCTAssertEqual(event.version, receipt.versionID)
        XCTAssertNil(event.actor)
    }

    func testRangesOfOneDownloadAreOneUse() throws {
        let (store, receipt) = try make()
        let links = store.operations.links
        let opened = try links.look(at: try export(store, receipt).path)
        for _ in 0..<3 { try links.noteUse(of: opened, client: "192.0.2.7", isPart: true) }
        XCTAssertEqual(try downloads(store, receipt).count, 1)
        try links.noteUse(of: opened, client: "192.0.2.8", isPart: true)
        XCTAssertEqual(try downloads(store, receipt).count, 2)
        try links.noteUse(of: opened, client: "192.0.2.7", isPart: false)
        XCTAssertEqual(try downloads(store, receipt).count, 3)
    }

    private func downloads(
        _ store: SharingStore, _ receipt: Receipt
    ) throws -> [TimelineEvent] {
        try store.operations.timeline(
            of: receipt.documentID, after: nil, limit: 20, as: store.owner
        ).events.filter { $0.kind == .documentDownloaded }
    }
}
