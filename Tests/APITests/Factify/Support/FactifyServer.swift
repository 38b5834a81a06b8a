import API
import Foundation
import Ingest
import Sharing
import Storage
import StoreTestSupport
import TestSupport
import Worker

/// A server of the Factify API on a store of its own, with people who have keys.
final class FactifyServer {
    let test: TestStore
    let context: SurfaceContext
    let port: UInt16
    let log = RecordingLog()
    let owner: Person
    let member: Person
    let bot: Person
    private let server: HTTPServer
    private let runner: JobRunner?

    /// Somebody who has a key.
    struct Person {
        let subject: Subject
        let key: String
    }

    /// - Parameter isReading: Whether jobs run, so that documents become ready.
    init(
        _ test: TestStore, isReading: Bool = false, rateLimits: RateLimits = RateLimits(),
        settings: SurfaceSettings = SurfaceSettings()
    ) throws {
        self.test = test
        context = SurfaceContext(
            store: test.store,
            operations: DocumentOperations(
                store: test.store, duplicateSearch: test.duplicates, copies: test.copies),
            environment: .test, rateLimits: rateLimits, settings: settings)
        let people = try Self.makePeople(test.store, keys: context.keys)
        (owner, member, bot) = (people[0], people[1], people[2])
        var http = HTTPServerSettings()
        http.listen = .loopback(port: 0)
        let links = LinkSurface(operations: context.operations, blobs: test.store.blobs)
        let router = Router([V1Beta.surface(context), V1.surface(context), links.surface])
        server = HTTPServer(settings: http, router: router, log: log)
        port = try server.start().port
        runner = isReading ? test.makeRunner(test.makeHandler()) : nil
        runner?.start()
    }

    /// Ends the server and its jobs.
    func stop() {
        server.drain(within: .seconds(5))
        runner?.drain()
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// The owner, a member and the bot of the store's organization.
    private static func makePeople(_ store: Store, keys: APIKeys) throws -> [Person] {
        let owner = Subject(
            id: .user(store.founders.owner), organization: store.organization, role: .owner,
            name: "Owner")
        let member = UserID()
        try store.database.write { db in
            try db.execute(
                "INSERT INTO users (id, email, name, created_at) VALUES ($1, $2, $3, 0)",
                [member, "member@example.org", "Member"])
            try db.execute(
                """
                INSERT INTO members (organization_id, user_id, role, joined_at)
                VALUES ($1, $2, 'member', 0)
                """, [store.organization, member])
        }
        let bot = SubjectID.bot(store.founders.bot)
        return try [(owner.id, "owner"), (.user(member), "member"), (bot, "bot")].map {
            let (key, secret) = try keys.create(
                named: $1, for: $0, expiresAt: nil, as: owner)
            let role: OrganizationRole = $1 == "member" ? .member : .owner
            return Person(
                subject: Subject(
                    id: $0, organization: key.organization, role: role, name: $1, key: key.id),
                key: secret)
        }
    }
}
