import Ingest
import Sharing
import Storage
import StoreTestSupport
import TestSupport
import XCTest

class DocumentOperationsTests: StoreTestCase {
    private func make() throws -> SharingStore { SharingStore(try makeTestStore()) }

    // MARK: - Uploads

    func testUploadIsSeenAtOnce() throws {
        let store = try make()
        let receipt = try store.upload("Lease", description: "of the barn", as: store.owner)
        let view = try store.operations.document(receipt.documentID, as: store.owner)
        XCTAssertEqual(view.title, "Lease")
        XCTAssertEqual(view.description, "of the barn")
        XCTAssertEqual(view.state, .processing)
        XCTAssertEqual(view.currentVersion.id, receipt.versionID)
        XCTAssertEqual(view.createdBy, SubjectReference(id: store.owner.id, name: "Owner"))
        XCTAssertEqual(view.access.owner, store.owner.id)
        XCTAssertEqual(view.capabilities, Set(Capability.allCases))
    }

    // MARK: - Looking again and again

    func testWhatWasSeenChangesWithEveryCommit() throws {
        let store = try make()
        let id = try store.upload("Lease", as: store.owner).documentID
        for number in 0..<20 {
            _ = try store.operations.update(
                id, title: "Lease \(number)", description: nil, as: store.owner)
            for _ in 0..<3 {
                XCTAssertEqual(
                    try store.operations.document(id, as: store.owner).title, "Lease \(number)")
            }
        }
    }

    func testWhatAnotherProcessTakesAwayIsGone() throws {
        let store = try make()
        let id = try store.upload("Lease", .restricted, as: store.owner).documentID
        let guest = try store.makeUser("guest")
        try store.grant(.viewer, on: id, to: guest)
        for _ in 0..<3 {
            XCTAssertEqual(try store.operations.document(id, as: guest).role, .viewer)
        }
        let other = try Store(location: store.test.store.location, creating: false)
        try other.database.write { db in try db.execute("DELETE FROM grants") }
        assertRefused(.resourceNotFound) { try store.operations.document(id, as: guest) }
    }

    func testEverybodySeesWithTheirOwnRights() throws {
        let store = try make()
        let id = try store.upload("Lease", as: store.owner).documentID
        let member = try store.makeUser("member")
        for _ in 0..<3 {
            XCTAssertEqual(try store.operations.document(id, as: store.owner).role, .owner)
            XCTAssertEqual(try store.operations.document(id, as: member).role, .viewer)
        }
    }

    func testGrantEndsByTheClock() throws {
        let store = try make()
        let id = try store.upload("Lease", .restricted, as: store.owner).documentID
        let guest = try store.makeUser("guest")
        try store.grant(.viewer, on: id, to: guest)
        try store.database.write { db in
            try db.execute(
                "UPDATE grants SET expires_at = $1", [store.database.now() + .milliseconds(300)])
        }
        XCTAssertEqual(try store.operations.document(id, as: guest).role, .viewer)
        try eventually("the end of the grant", seconds: 5) {
            (try? store.operations.document(id, as: guest)) == nil
        }
    }

    // MARK: - Refused uploads

    func testUploadOfNoPDFIsRefusedByItsFirstBytes() throws {
        let store = try make()
        let upload = try store.operations.beginUpload(as: store.owner)
        assertRefused(.invalidFieldValue) {
            try upload.write(String(repeating: "no PDF ", count: 200))
        }
        XCTAssertEqual(try store.test.count("documents"), 0)
    }

    func testShortUploadOfNoPDFIsRefusedAtItsEnd() throws {
        let store = try make()
        let upload = try store.operations.beginUpload(as: store.owner)
        try upload.write("no PDF")
        assertRefused(.invalidFieldValue) {
            try upload.finish(as: .document(DocumentDetails(title: "a")), fileName: "a.pdf")
        }
    }

    func testEmptyUploadIsRefused() throws {
        let store = try make()
        let upload = try store.operations.beginUpload(as: store.owner)
        assertRefused(.invalidFieldValue) {
            try upload.finish(as: .document(DocumentDetails(title: "a")), fileName: "a.pdf")
        }
    }

    func testUploadOverTheLimitIsRefusedWhileItComes() throws {
        let store = try make()
        let upload = try store.operations.beginUpload(maxBytes: 2_000, as: store.owner)
        assertRefused(.invalidFieldValue) {
            try upload.write("%PDF-1.7" + String(repeating: " ", count: 2_000))
        }
    }

    func testHeadMayComeByteByByte() throws {
        let store = try make()
        let upload = try store.operations.beginUpload(as: store.owner)
        for character in "%PDF-1.7 slowly" { try upload.write(String(character)) }
        XCTAssertNoThrow(
            try upload.finish(as: .document(DocumentDetails(title: "a")), fileName: "a.pdf"))
    }

    func testTitleAndDescriptionHaveBounds() throws {
        let store = try make()
        for details in [
            DocumentDetails(title: ""), DocumentDetails(title: String(repeating: "a", count: 256)),
            DocumentDetails(title: "a", description: String(repeating: "a", count: 2_001)),
        ] {
            let upload = try store.operations.beginUpload(as: store.owner)
            try upload.write("%PDF-1.7")
            assertRefused(.invalidFieldValue) {
                try upload.finish(as: .document(details), fileName: "a.pdf")
            }
        }
    }

    func testNextVersionBecomesCurrentWhenItIsRead() throws {
        let store = try make()
        let first = try store.upload("Lease", as: store.owner)
        try store.settle(first.versionID, as: .ready)
        let upload = try store.operations.beginUpload(of: first.documentID, as: store.owner)
        try upload.write("%PDF-1.7 second")
        let second = try upload.finish(
            as: .version(of: first.documentID, VersionDetails(title: "Second")),
            fileName: "b.pdf")
        XCTAssertEqual(second.versionNumber, 2)
        var view = try store.operations.document(first.documentID, as: store.owner)
        XCTAssertEqual(view.currentVersion.id, first.versionID)
        XCTAssertEqual(view.state, .processing)
        try store.settle(second.versionID, as: .degraded)
        view = try store.operations.document(first.documentID, as: store.owner)
        XCTAssertEqual(view.currentVersion.id, second.versionID)
    }

    func testQuotaIsKept() throws {
        let store = try make()
        try store.database.write { db in
            try db.execute("UPDATE organizations SET document_limit = 1")
        }
        let early = try store.operations.beginUpload(as: store.owner)
        try early.write("%PDF-1.7 early")
        try store.upload("Lease", as: store.owner)
        assertRefused(.quotaExceeded) { try store.operations.beginUpload(as: store.owner) }
        assertRefused(.quotaExceeded) {
            try early.finish(as: .document(DocumentDetails(title: "a")), fileName: "a.pdf")
        }
        let quota = try store.operations.quota(as: store.owner)
        XCTAssertEqual([quota.limit, quota.used, quota.available], [1, 1, 0])
    }

    // MARK: - Who may

    func testWhatOneMayNotSeeIsNotThere() throws {
        let store = try make()
        let member = try store.makeUser("ada")
        let receipt = try store.upload("Lease", .restricted, as: store.owner)
        for id in [receipt.documentID, DocumentID()] {
            assertRefused(.resourceNotFound) { try store.operations.document(id, as: member) }
            assertRefused(.resourceNotFound) { try store.operations.trash(id, as: member) }
        }
        assertRefused(.resourceNotFound) {
            try store.operations.version(receipt.versionID, as: member)
        }
    }

    func testWhatOneSeesAndMayNotChangeIsDenied() throws {
        let store = try make()
        let member = try store.makeUser("ada")
        let id = try store.upload("Lease", as: store.owner).documentID
        assertRefused(.insufficientPermissions) { try store.operations.trash(id, as: member) }
        assertRefused(.insufficientPermissions) {
            try store.operations.update(id, title: "b", description: nil, as: member)
        }
        assertRefused(.insufficientPermissions) {
            try store.operations.beginUpload(of: id, as: member)
        }
    }

    func testExpiredGrantCountsForNothing() throws {
        let store = try make()
        let member = try store.makeUser("ada")
        let id = try store.upload("Lease", .restricted, as: store.owner).documentID
        try store.grant(.viewer, on: id, to: member)
        XCTAssertNoThrow(try store.operations.document(id, as: member))
        try store.database.write { db in try db.execute("UPDATE grants SET expires_at = 1") }
        assertRefused(.resourceNotFound) { try store.operations.document(id, as: member) }
    }

    // MARK: - Changes

    func testUpdateLeavesWhatIsNotNamed() throws {
        let store = try make()
        let id = try store.upload("Lease", description: "of the barn", as: store.owner).documentID
        let view = try store.operations.update(
            id, title: "Lease II", description: nil, as: store.owner)
        XCTAssertEqual(view.title, "Lease II")
        XCTAssertEqual(view.description, "of the barn")
    }

    func testTrashTakesGrantsAndRestoringDoesNotGiveThemBack() throws {
        let store = try make()
        let member = try store.makeUser("ada")
        let id = try store.upload("Lease", as: store.owner).documentID
        try store.grant(.admin, on: id, to: member)
        try store.operations.trash(id, as: store.owner)
        XCTAssertNotNil(try store.operations.document(id, as: store.owner).trashedAt)
        assertRefused(.resourceNotFound) { try store.operations.document(id, as: member) }
        try store.operations.untrash(id, as: store.owner)
        XCTAssertNil(try store.operations.document(id, as: store.owner).trashedAt)
        assertRefused(.resourceNotFound) { try store.operations.document(id, as: member) }
    }

    func testTrashedDocumentTakesNoVersion() throws {
        let store = try make()
        let id = try store.upload("Lease", as: store.owner).documentID
        try store.operations.trash(id, as: store.owner)
        assertRefused(.preconditionFailed) {
            try store.operations.beginUpload(of: id, as: store.owner)
        }
    }

    func testTransferChangesTheOwner() throws {
        let store = try make()
        let ada = try store.makeUser("ada")
        let bob = try store.makeUser("bob")
        let id = try store.upload("Lease", .restricted, as: ada).documentID
        guard case .user(let newOwner) = bob.id else { return XCTFail("bob is a user") }
        try store.operations.transfer(id, to: newOwner, as: ada)
        XCTAssertEqual(try store.operations.document(id, as: bob).role, .owner)
        assertRefused(.resourceNotFound) { try store.operations.document(id, as: ada) }
    }

    func testTransferToAStrangerIsRefused() throws {
        let store = try make()
        let id = try store.upload("Lease", as: store.owner).documentID
        assertRefused(.resourceNotFound) {
            try store.operations.transfer(id, to: UserID(), as: store.owner)
        }
    }

    func testTransferToAnotherOrganization() throws {
        let store = try make()
        let other = try store.makeOrganization("Other")
        let id = try store.upload("Lease", as: store.owner).documentID
        assertRefused(.resourceNotFound) {
            try store.operations.transfer(id, to: other, as: store.owner)
        }
        try store.join(store.owner, other)
        try store.operations.transfer(id, to: other, as: store.owner)
        let there = Subject(
            id: store.owner.id, organization: other, role: .owner, name: "Owner")
        XCTAssertEqual(try store.operations.document(id, as: there).access.organization, other)
        assertRefused(.resourceNotFound) { try store.operations.document(id, as: store.owner) }
    }

    // MARK: - Versions and content

    func testVersionsAreNewestFirst() throws {
        let store = try make()
        let first = try store.upload("Lease", as: store.owner)
        let upload = try store.operations.beginUpload(of: first.documentID, as: store.owner)
        try upload.write("%PDF-1.7 second")
        let second = try upload.finish(
            as: .version(of: first.documentID, VersionDetails(title: "b", description: "c")),
            fileName: "b.pdf")
        let versions = try store.operations.versions(
            of: first.documentID, limit: 10, as: store.owner)
        XCTAssertEqual(versions.map(\.version.id), [second.versionID, first.versionID])
        XCTAssertEqual(versions.map(\.title), ["b", nil])
        let rest = try store.operations.versions(
            of: first.documentID, before: 2, limit: 10, as: store.owner)
        XCTAssertEqual(rest.map(\.version.id), [first.versionID])
    }

    func testViewersSeeTheCurrentVersionAlone() throws {
        let store = try make()
        let member = try store.makeUser("ada")
        let first = try store.upload("Lease", as: store.owner)
        let upload = try store.operations.beginUpload(of: first.documentID, as: store.owner)
        try upload.write("%PDF-1.7 second")
        let second = try upload.finish(
            as: .version(of: first.documentID, VersionDetails()), fileName: "b.pdf")
        XCTAssertEqual(
            try store.operations.versions(of: first.documentID, limit: 10, as: member)
                .map(\.version.id), [second.versionID])
        assertRefused(.resourceNotFound) {
            try store.operations.version(first.versionID, as: member)
        }
    }

    func testRecordIsRefusedWhileItIsBeingRead() throws {
        let store = try make()
        let receipt = try store.upload("Lease", as: store.owner)
        assertRefused(.preconditionFailed) {
            try store.operations.record(of: receipt.versionID, as: store.owner)
        }
    }

    func testRecordIsGivenAndTheLookRemembered() throws {
        let store = try make()
        let receipt = try store.test.add("invoice-2026-0417")
        try store.test.readAll()
        let record = try store.operations.record(of: receipt.versionID, as: store.owner)
        XCTAssertEqual(record.version.id, receipt.versionID)
        let view = try store.operations.document(receipt.documentID, as: store.owner)
        XCTAssertNotNil(view.lastViewedAt)
    }

    func testReadingAgainIsStartedOnce() throws {
        let store = try make()
        let receipt = try store.test.add("invoice-2026-0417")
        try store.test.readAll()
        let started = try store.operations.process(
            receipt.documentID, version: nil, as: store.owner)
        XCTAssertEqual(started.version, receipt.versionID)
        XCTAssertEqual(started.outcome, .started)
        XCTAssertEqual(
            try store.operations.process(receipt.documentID, version: nil, as: store.owner)
                .outcome, .alreadyProcessing)
    }

    // MARK: - Duplicates and timeline

    func testDuplicatesAreThoseThatOneMaySee() throws {
        let store = try make()
        let member = try store.makeUser("ada")
        let shown = try store.upload("Lease", as: store.owner)
        let twin = try duplicate(of: "Lease", .organization, in: store)
        let hidden = try duplicate(of: "Lease", .restricted, in: store)
        XCTAssertEqual(
            Set(try documents(like: shown, store, as: store.owner)),
            [twin.documentID, hidden.documentID])
        XCTAssertEqual(try documents(like: shown, store, as: member), [twin.documentID])
        try store.operations.trash(twin.documentID, as: store.owner)
        XCTAssertEqual(
            try documents(like: shown, store, as: store.owner), [hidden.documentID])
    }

    private func duplicate(
        of title: String, _ access: GeneralAccess, in store: SharingStore
    ) throws -> Receipt {
        let upload = try store.operations.beginUpload(as: store.owner)
        try upload.write("%PDF-1.7 \(title)")
        return try upload.finish(
            as: .document(DocumentDetails(title: "Copy", generalAccess: access)),
            fileName: "copy.pdf")
    }

    private func documents(
        like receipt: Receipt, _ store: SharingStore, as subject: Subject
    ) throws -> [DocumentID] {
        try store.operations.duplicates(of: receipt.documentID, as: subject)
            .map(\.document.id)
    }

    func testDuplicatesByWhatTheyLookLike() throws {
        let store = try make()
        let first = try store.test.add("invoice-2026-0417")
        let second = try store.test.add("invoice-2026-0417")
        try store.test.readAll()
        let version = try store.test.version(first)
        let hash = try XCTUnwrap(store.test.store.records.contentsHash(of: version)).hex
        XCTAssertEqual(
            try store.operations.duplicates(
                of: first.documentID, contentsHash: hash, as: store.owner
            ).map(\.document.id),
            [second.documentID])
        let other = String(repeating: "0", count: 64)
        XCTAssertEqual(
            try store.operations.duplicates(
                of: first.documentID, contentsHash: other, as: store.owner), [])
        assertRefused(.invalidFieldValue) {
            try store.operations.duplicates(
                of: first.documentID, contentsHash: "short", as: store.owner)
        }
    }

    func testTimelineTellsWhatHappenedNewestFirst() throws {
        let store = try make()
        let id = try store.upload("Lease", as: store.owner).documentID
        _ = try store.operations.update(id, title: "b", description: nil, as: store.owner)
        try store.operations.trash(id, as: store.owner)
        let page = try store.operations.timeline(of: id, after: nil, limit: 10, as: store.owner)
        XCTAssertEqual(
            Set(page.events.map(\.kind)), [.documentTrashed, .documentUpdated, .documentCreated])
        XCTAssertEqual(page.events.map(\.id), page.events.map(\.id).sorted(by: >))
        XCTAssertEqual(Set(page.events.map(\.actor?.name)), ["Owner"])
        XCTAssertNil(page.next)
    }

    func testTimelineGoesOnFromItsCursor() throws {
        let store = try make()
        let id = try store.upload("Lease", as: store.owner).documentID
        for title in ["b", "c"] {
            _ = try store.operations.update(id, title: title, description: nil, as: store.owner)
        }
        let first = try store.operations.timeline(of: id, after: nil, limit: 2, as: store.owner)
        let rest = try store.operations.timeline(
            of: id, after: first.next, limit: 2, as: store.owner)
        XCTAssertEqual(first.events.count, 2)
        XCTAssertEqual(rest.events.count, 1)
        XCTAssertNil(rest.next)
    }

    func testViewersSeeTheirOwnEventsAlone() throws {
        let store = try make()
        let member = try store.makeUser("ada")
        let id = try store.upload("Lease", as: store.owner).documentID
        XCTAssertEqual(
            try store.operations.timeline(of: id, after: nil, limit: 10, as: member).events, [])
    }
}
