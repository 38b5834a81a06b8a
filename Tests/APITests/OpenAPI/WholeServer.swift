import API
import Foundation
import Ingest
import Sharing
import StoreTestSupport

/// A server of all surfaces on a store of its own, which holds a document that was read.
final class WholeServer {
    let router: Router
    let port: UInt16
    let log = RecordingLog()
    let key: String
    let document: DocumentID
    let version: VersionID
    let organization: OrganizationID
    private let test: TestStore
    private let server: HTTPServer

    init() throws {
        test = try TestStore()
        let receipt = try test.add("invoice-2026-0417")
        try test.readAll()
        (document, version) = (receipt.documentID, receipt.versionID)
        organization = test.store.organization
        router = Router(Self.surfaces(of: test))
        var settings = HTTPServerSettings()
        settings.listen = .loopback(port: 0)
        server = HTTPServer(settings: settings, router: router, log: log)
        port = try server.start().port
        key = try Self.makeKey(in: test.store)
    }

    deinit { server.drain(within: .seconds(5)) }

    var url: String { "http://127.0.0.1:\(port)" }

    /// All that a server has, as `muniment serve` puts it together.
    static func surfaces(of test: TestStore) -> [Surface] {
        let store = test.store
        let operations = DocumentOperations(
            store: store, duplicateSearch: test.duplicates, copies: test.copies)
        let context = SurfaceContext(store: store, operations: operations, environment: .test)
        let others = [
            V1Beta.surface(context), V1.surface(context),
            LinkSurface(operations: operations, blobs: store.blobs).surface,
            ShortAddressSurface.surface,
            S3Surface(
                operations: operations, blobs: store.blobs,
                bucket: S3Bucket(origin: "http://127.0.0.1")
            ).surface,
        ]
        let process = ServedProcess(version: "0.0.0")
        return others + [OperationsSurface(store: store, process: process).surface(beside: others)]
    }

    private static func makeKey(in store: Store) throws -> String {
        let owner = Subject(
            id: .user(store.founders.owner), organization: store.organization, role: .owner,
            name: "Owner")
        return try APIKeys(database: store.database, environment: .test)
            .create(named: "fuzz", for: owner.id, expiresAt: nil, as: owner).1
    }
}
