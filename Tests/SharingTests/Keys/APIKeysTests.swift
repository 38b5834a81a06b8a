import Ingest
import Sharing
import Storage
import StoreTestSupport
import XCTest

class APIKeysTests: StoreTestCase {
    private func make() throws -> (SharingStore, APIKeys, Authentication) {
        let store = SharingStore(try makeTestStore())
        return (
            store, APIKeys(database: store.database, environment: .production),
            Authentication(
                database: store.database, environment: .production, staleness: .zero)
        )
    }

    func testKeyActsAsWhoMadeIt() throws {
        let (store, keys, authentication) = try make()
        let made = try keys.create(named: "ci", expiresAt: nil, as: store.owner)
        let subject = try authentication.subject(of: made.secret)
        XCTAssertEqual(subject.id, store.owner.id)
        XCTAssertEqual(subject.organization, store.owner.organization)
        XCTAssertEqual(subject.role, .owner)
        XCTAssertEqual(subject.key, made.key.id)
    }

    func testKeyActsAsTheBotThatIsNamed() throws {
        let (store, keys, authentication) = try make()
        let bot = SubjectID.bot(store.test.store.founders.bot)
        let made = try keys.create(named: "ci", for: bot, expiresAt: nil, as: store.owner)
        XCTAssertEqual(try authentication.subject(of: made.secret).id, bot)
    }

    func testSecretIsNotStored() throws {
        let (store, keys, _) = try make()
        let made = try keys.create(named: "ci", expiresAt: nil, as: store.owner)
        let row = try XCTUnwrap(
            store.database.read { db in
                try db.first("SELECT prefix, secret_hash FROM api_keys")
            })
        XCTAssertEqual(try row.text("prefix"), String(made.secret.prefix(16)))
        XCTAssertFalse(try row.text("secret_hash").contains(made.secret.suffix(43)))
    }

    func testWrongSecretsAreRefused() throws {
        let (store, keys, authentication) = try make()
        let made = try keys.create(named: "ci", expiresAt: nil, as: store.owner)
        let last = made.secret.hasSuffix("a") ? "b" : "a"
        assertRefused(.invalidAPIKey) {
            try authentication.subject(of: made.secret.dropLast() + last)
        }
        assertRefused(.invalidAPIKey) { try authentication.subject(of: "ffy_prod_nothing") }
        let tests = APIKeys(database: store.database, environment: .test)
        let foreign = try tests.create(named: "ci", expiresAt: nil, as: store.owner)
        assertRefused(.invalidAPIKey) { try authentication.subject(of: foreign.secret) }
    }

    func testRevokedKeyIsRefused() throws {
        let (store, keys, authentication) = try make()
        let made = try keys.create(named: "ci", expiresAt: nil, as: store.owner)
        _ = try authentication.subject(of: made.secret)
        let revoked = try keys.revoke(made.key.id, comment: "lost", as: store.owner)
        XCTAssertNotNil(revoked.revokedAt)
        XCTAssertEqual(revoked.revokedBy, store.owner.id)
        XCTAssertEqual(revoked.revokedComment, "lost")
        assertRefused(.invalidAPIKey) { try authentication.subject(of: made.secret) }
    }

    func testRevokingTwiceKeepsTheFirst() throws {
        let (store, keys, _) = try make()
        let made = try keys.create(named: "ci", expiresAt: nil, as: store.owner)
        let first = try keys.revoke(made.key.id, comment: "lost", as: store.owner)
        XCTAssertEqual(try keys.revoke(made.key.id, comment: "again", as: store.owner), first)
    }

    func testExpiredKeyIsRefused() throws {
        let (store, keys, authentication) = try make()
        let end = store.database.now() + .seconds(60)
        let made = try keys.create(named: "ci", expiresAt: end, as: store.owner)
        XCTAssertNoThrow(try authentication.subject(of: made.secret))
        try store.database.write { db in
            try db.execute("UPDATE api_keys SET expires_at = 1")
        }
        assertRefused(.expiredAPIKey) { try authentication.subject(of: made.secret) }
    }

    func testKeyOfSomebodyWhoLeftIsRefused() throws {
        let (store, keys, authentication) = try make()
        let admin = try store.makeUser("ada", .admin)
        let made = try keys.create(named: "ci", expiresAt: nil, as: admin)
        try store.database.write { db in
            try db.execute("DELETE FROM members WHERE user_id = $1", [admin.id])
        }
        assertRefused(.invalidAPIKey) { try authentication.subject(of: made.secret) }
    }

    func testNamesAndEndsHaveBounds() throws {
        let (store, keys, _) = try make()
        assertRefused(.invalidFieldValue) {
            try keys.create(named: "", expiresAt: nil, as: store.owner)
        }
        assertRefused(.invalidFieldValue) {
            try keys.create(
                named: String(repeating: "a", count: 64), expiresAt: nil, as: store.owner)
        }
        let now = store.database.now()
        for end in [now - .seconds(1), now + APIKeys.longestLife + .seconds(60)] {
            assertRefused(.invalidFieldValue) {
                try keys.create(named: "ci", expiresAt: end, as: store.owner)
            }
        }
    }

    func testMembersMayNotHandleKeys() throws {
        let (store, keys, _) = try make()
        let member = try store.makeUser("ada")
        let made = try keys.create(named: "ci", expiresAt: nil, as: store.owner)
        assertRefused(.insufficientPermissions) {
            try keys.create(named: "ci", expiresAt: nil, as: member)
        }
        assertRefused(.insufficientPermissions) {
            try keys.list(includingRevoked: true, limit: 10, as: member)
        }
        assertRefused(.insufficientPermissions) {
            try keys.revoke(made.key.id, comment: nil, as: member)
        }
    }

    func testNobodyGetsMoreRightsByAKey() throws {
        let (store, keys, _) = try make()
        let admin = try store.makeUser("ada", .admin)
        assertRefused(.insufficientPermissions) {
            try keys.create(named: "ci", for: store.owner.id, expiresAt: nil, as: admin)
        }
    }

    func testListIsNewestFirstAndGoesOn() throws {
        let (store, keys, _) = try make()
        let made = try (1...3).map {
            try keys.create(named: "key \($0)", expiresAt: nil, as: store.owner).key.id
        }.sorted(by: >)
        let first = try keys.list(includingRevoked: false, limit: 2, as: store.owner)
        XCTAssertEqual(first.map(\.id), Array(made.prefix(2)))
        let rest = try keys.list(
            includingRevoked: false, after: first.last?.id, limit: 2, as: store.owner)
        XCTAssertEqual(rest.map(\.id), [made[2]])
    }

    func testRevokedKeysAreListedOnRequest() throws {
        let (store, keys, _) = try make()
        let made = try keys.create(named: "ci", expiresAt: nil, as: store.owner)
        _ = try keys.revoke(made.key.id, comment: nil, as: store.owner)
        XCTAssertEqual(try keys.list(includingRevoked: false, limit: 9, as: store.owner), [])
        XCTAssertEqual(
            try keys.list(includingRevoked: true, limit: 9, as: store.owner).map(\.id),
            [made.key.id])
    }
}
