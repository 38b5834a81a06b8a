import Ingest
import Sharing
import Signing
import Storage
import StoreTestSupport
import XCTest

class S3KeysTests: StoreTestCase {
    private let scope = SigningScope(day: "20261121", region: "us-east-1", service: "s3")

    /// What another process knows, which remembers nothing.
    private func authentication(_ store: SharingStore) -> S3Authentication {
        var settings = LinkSettings()
        settings.staleness = .zero
        return DocumentLinks(database: store.database, settings: settings).s3
    }

    func testKeySignsAsWhoMadeIt() throws {
        let store = SharingStore(try makeTestStore())
        let made = try S3Keys(database: store.database).create(named: "scanner", as: store.owner)
        XCTAssertEqual(made.credentials.accessKeyID, made.key.id.text)
        XCTAssertTrue(made.key.id.text.hasPrefix("AKIA"))
        XCTAssertEqual(made.credentials.secretAccessKey.utf8.count, 40)
        let signer = try XCTUnwrap(
            authentication(store).signer(made.key.id.text, scope: scope))
        XCTAssertEqual(signer.subject.id, store.owner.id)
        XCTAssertEqual(signer.subject.role, .owner)
        let key = SigningKey(
            secretAccessKey: made.credentials.secretAccessKey, scope: scope)
        XCTAssertTrue(signer.key.isSignature(key.signature(of: "text"), of: "text"))
    }

    func testUnknownKeys() throws {
        let store = SharingStore(try makeTestStore())
        for id in ["", "AKIA", "AKIAIOSFODNN7EXAMPLE", "AKIAABCDEFGHIJKLMNOP", "' OR 1=1 --"] {
            XCTAssertNil(try authentication(store).signer(id, scope: scope), id)
        }
    }

    func testRevokedKeySignsNothing() throws {
        let store = SharingStore(try makeTestStore())
        let keys = S3Keys(database: store.database)
        let made = try keys.create(named: "scanner", as: store.owner)
        let known = authentication(store)
        XCTAssertNotNil(try known.signer(made.key.id.text, scope: scope))
        XCTAssertNotNil(try keys.revoke(made.key.id, as: store.owner).revokedAt)
        XCTAssertNil(try known.signer(made.key.id.text, scope: scope))
        XCTAssertEqual(try keys.list(includingRevoked: false, as: store.owner), [])
        XCTAssertEqual(
            try keys.list(includingRevoked: true, as: store.owner).map(\.id), [made.key.id])
    }

    func testKeyOfSomebodyWhoLeftSignsNothing() throws {
        let store = SharingStore(try makeTestStore())
        let admin = try store.makeUser("ada", .admin)
        let made = try S3Keys(database: store.database).create(named: "scanner", as: admin)
        try store.database.write { db in
            try db.execute("DELETE FROM members WHERE user_id = $1", [admin.id])
        }
        XCTAssertNil(try authentication(store).signer(made.key.id.text, scope: scope))
    }

    func testMembersMayNotHandleKeys() throws {
        let store = SharingStore(try makeTestStore())
        let member = try store.makeUser("ada")
        let keys = S3Keys(database: store.database)
        assertRefused(.insufficientPermissions) { try keys.create(named: "a", as: member) }
        assertRefused(.insufficientPermissions) {
            try keys.list(includingRevoked: true, as: member)
        }
        let admin = try store.makeUser("bob", .admin)
        assertRefused(.insufficientPermissions) {
            try keys.create(named: "a", for: store.owner.id, as: admin)
        }
    }

    func testFormsAreSignedWithAKeyThatIsNotListed() throws {
        let store = SharingStore(try makeTestStore())
        let member = try store.makeUser("ada")
        let upload = try store.operations.expectUpload(as: member)
        let bucket = S3Bucket(origin: "https://documents.example")
        let form = try store.operations.presignedForm(for: upload, in: bucket, as: member)
        XCTAssertEqual(form.url, "https://documents.example/s3/muniment")
        XCTAssertEqual(form.fields.first?.value, upload.objectKey)
        let credential = try XCTUnwrap(form.fields.first { $0.name == "x-amz-credential" }).value
        let again = try store.operations.presignedForm(for: upload, in: bucket, as: member)
        XCTAssertTrue(again.fields.contains { $0.value == credential })
        let keys = S3Keys(database: store.database)
        XCTAssertEqual(try keys.list(includingRevoked: true, as: store.owner), [])
        let id = String(credential.prefix { $0 != "/" })
        XCTAssertEqual(try authentication(store).signer(id, scope: scope)?.subject.id, member.id)
    }
}
