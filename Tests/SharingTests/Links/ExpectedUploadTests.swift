import Ingest
import Sharing
import Storage
import StoreTestSupport
import XCTest

class ExpectedUploadTests: StoreTestCase {
    private func send(_ text: String, _ upload: ArrivingUpload) throws -> ArrivingUpload.Arrival {
        try Array(text.utf8).withUnsafeBytes { try upload.write($0) }
        return try upload.finish(fileName: nil)
    }

    func testLinkTakesOneFile() throws {
        let store = SharingStore(try makeTestStore())
        let upload = try store.operations.expectUpload(title: "Lease", as: store.owner)
        let link = try store.operations.uploadLink(for: upload)
        let arrival = try send("%PDF-1.7 a", try store.operations.beginLinkedUpload(link.path))
        let document = try store.operations.document(arrival.document, as: store.owner)
        XCTAssertEqual(document.title, "Lease")
        XCTAssertEqual(document.createdBy.id, store.owner.id)
        XCTAssertEqual(
            try store.operations.upload(upload.id, as: store.owner).version, arrival.version)
        XCTAssertThrowsError(try store.operations.beginLinkedUpload(link.path)) {
            XCTAssertEqual($0 as? LinkError, .used)
        }
    }

    func testLinkTakesTheNextVersion() throws {
        let store = SharingStore(try makeTestStore())
        let receipt = try store.upload("Lease", as: store.owner)
        let upload = try store.operations.expectUpload(of: receipt.documentID, as: store.owner)
        let link = try store.operations.uploadLink(for: upload)
        let arrival = try send("%PDF-1.7 b", try store.operations.beginLinkedUpload(link.path))
        XCTAssertEqual(arrival.document, receipt.documentID)
        XCTAssertNotEqual(arrival.version, receipt.versionID)
    }

    func testRevokedUploadTakesNothing() throws {
        let store = SharingStore(try makeTestStore())
        let upload = try store.operations.expectUpload(as: store.owner)
        let link = try store.operations.uploadLink(for: upload)
        try store.operations.revokeUpload(upload.id, as: store.owner)
        XCTAssertThrowsError(try store.operations.beginLinkedUpload(link.path)) {
            XCTAssertEqual($0 as? LinkError, .revoked)
        }
    }

    func testWhatIsRefusedLeavesNothing() throws {
        let store = SharingStore(try makeTestStore())
        let upload = try store.operations.expectUpload(maxBytes: 20, as: store.owner)
        let link = try store.operations.uploadLink(for: upload)
        for text in ["no PDF", "%PDF-1.7 that is longer than was expected", ""] {
            assertRefused(.invalidFieldValue) {
                try self.send(text, try store.operations.beginLinkedUpload(link.path))
            }
        }
        XCTAssertEqual(try store.test.count("documents"), 0)
        XCTAssertEqual(try store.test.count("jobs"), 0)
        var blobs = 0
        try store.test.store.blobs.forEach { _, _ in blobs += 1 }
        XCTAssertEqual(blobs, 0)
        XCTAssertNil(try store.operations.upload(upload.id, as: store.owner).version)
    }

    func testMembersSeeTheirOwnUploads() throws {
        let store = SharingStore(try makeTestStore())
        let (ada, bob) = (try store.makeUser("ada"), try store.makeUser("bob"))
        let upload = try store.operations.expectUpload(as: ada)
        XCTAssertNoThrow(try store.operations.upload(upload.id, as: ada))
        assertRefused(.resourceNotFound) { try store.operations.upload(upload.id, as: bob) }
        XCTAssertNoThrow(try store.operations.upload(upload.id, as: store.owner))
    }

    func testKeysAreTakenOnce() throws {
        let store = SharingStore(try makeTestStore())
        _ = try store.operations.expectUpload(objectKey: "a.pdf", as: store.owner)
        assertRefused(.resourceAlreadyExists) {
            try store.operations.expectUpload(objectKey: "a.pdf", as: store.owner)
        }
        assertRefused(.invalidFieldValue) {
            try store.operations.expectUpload(
                objectKey: String(repeating: "ü", count: 600), as: store.owner)
        }
    }

    // MARK: - Objects

    func testAnyKeyMakesADocumentAndThenVersions() throws {
        let store = SharingStore(try makeTestStore())
        let operations = store.operations
        let first = try send(
            "%PDF-1.7 a", try operations.beginObjectUpload(key: "in/Lease.PDF", as: store.owner))
        XCTAssertEqual(
            try operations.document(first.document, as: store.owner).title, "Lease")
        let second = try send(
            "%PDF-1.7 b", try operations.beginObjectUpload(key: "in/Lease.PDF", as: store.owner))
        XCTAssertEqual(second.document, first.document)
        XCTAssertNotEqual(second.version, first.version)
        XCTAssertEqual(
            try operations.object(key: "in/Lease.PDF", as: store.owner).version, second.version)
    }

    func testSameBytesAgainChangeNothing() throws {
        let store = SharingStore(try makeTestStore())
        let operations = store.operations
        let first = try send(
            "%PDF-1.7 a", try operations.beginObjectUpload(key: "a.pdf", as: store.owner))
        let again = try send(
            "%PDF-1.7 a", try operations.beginObjectUpload(key: "a.pdf", as: store.owner))
        XCTAssertTrue(again.isRepeated)
        XCTAssertEqual(again.version, first.version)
        XCTAssertEqual(try store.test.count("versions"), 1)
        XCTAssertEqual(try store.test.count("jobs"), 1)
    }

    func testOneExpectedFileIsOne() throws {
        let store = SharingStore(try makeTestStore())
        let operations = store.operations
        let upload = try operations.expectUpload(objectKey: "a.pdf", as: store.owner)
        let first = try send(
            "%PDF-1.7 a", try operations.beginObjectUpload(key: "a.pdf", as: store.owner))
        XCTAssertEqual(try operations.upload(upload.id, as: store.owner).version, first.version)
        let again = try send(
            "%PDF-1.7 a", try operations.beginObjectUpload(key: "a.pdf", as: store.owner))
        XCTAssertTrue(again.isRepeated)
        assertRefused(.preconditionFailed) {
            try self.send(
                "%PDF-1.7 b", try operations.beginObjectUpload(key: "a.pdf", as: store.owner))
        }
        var blobs = 0
        try store.test.store.blobs.forEach { _, _ in blobs += 1 }
        XCTAssertEqual(blobs, 1)
    }

    func testExpiredUploadTakesNothing() throws {
        let store = SharingStore(try makeTestStore())
        _ = try store.operations.expectUpload(objectKey: "a.pdf", as: store.owner)
        try store.database.write { db in try db.execute("UPDATE uploads SET expires_at = 1") }
        assertRefused(.insufficientPermissions) {
            try store.operations.beginObjectUpload(key: "a.pdf", as: store.owner)
        }
    }

    func testOrganizationsHaveKeysOfTheirOwn() throws {
        let store = SharingStore(try makeTestStore())
        let organization = try store.makeOrganization("Other")
        let ada = try store.makeUser("ada", .owner)
        let there = Subject(id: ada.id, organization: organization, role: .owner, name: "ada")
        try store.join(there, organization)
        let operations = store.operations
        _ = try send(
            "%PDF-1.7 a", try operations.beginObjectUpload(key: "a.pdf", as: store.owner))
        assertRefused(.resourceNotFound) { try operations.object(key: "a.pdf", as: there) }
        let other = try send(
            "%PDF-1.7 b", try operations.beginObjectUpload(key: "a.pdf", as: there))
        XCTAssertEqual(try operations.object(key: "a.pdf", as: there).version, other.version)
    }

    func testEveryVersionHasAKey() throws {
        let store = SharingStore(try makeTestStore())
        let receipt = try store.upload("Lease", as: store.owner)
        let key = "versions/\(receipt.versionID).pdf"
        XCTAssertEqual(
            try store.operations.object(key: key, as: store.owner).digest, receipt.digest)
        let member = try store.makeUser("ada")
        assertRefused(.resourceNotFound) { try store.operations.object(key: key, as: member) }
    }
}
