import API
import Foundation
import Ingest
import Sharing
import Storage
import StoreTestSupport
import TestServers
import XCTest

/// Every method of the official Python SDK that is served so far, sync and async. The cases are
/// in `SDK`.
final class FactifySDKTests: StoreTestCase {
    private static let peer = Result {
        try PythonPeer(
            script: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("SDK/peer.py").path)
    }

    /// Runs a case twice: with the SDK's sync methods and with the async ones.
    private func run(_ name: String, isReading: Bool = false) throws {
        let server = try FactifyServer(makeTestStore(), isReading: isReading)
        defer { server.stop() }
        for isAsync in [false, true] {
            try Self.peer.get().run(
                name,
                [
                    "async": isAsync, "url": server.url, "samples": SampleDocuments.folder,
                    "organization": server.owner.subject.organization.text,
                    "owner": server.owner.subject.id.text,
                    "member": server.member.subject.id.text,
                    "expired": try server.makeExpiredKey(),
                    "keys": [
                        "owner": server.owner.key, "member": server.member.key,
                        "bot": server.bot.key,
                    ],
                ])
        }
    }

    func testDocumentLife() throws { try run("document_life", isReading: true) }
    func testDocumentUpdate() throws { try run("document_update") }
    func testDocumentTrash() throws { try run("document_trash") }
    func testDocumentProcess() throws { try run("document_process", isReading: true) }
    func testDocumentTransfer() throws { try run("document_transfer") }
    func testDocumentQuota() throws { try run("document_quota") }
    func testDocumentDuplicates() throws { try run("document_duplicates", isReading: true) }
    func testDocumentExport() throws { try run("document_export") }
    func testEntryPages() throws { try run("entry_pages", isReading: true) }
    func testLargeUpload() throws { try run("large_upload") }
    func testVersions() throws { try run("versions", isReading: true) }
    func testVersionPages() throws { try run("version_pages") }
    func testTimeline() throws { try run("timeline") }
    func testListPages() throws { try run("list_pages") }
    func testListOrders() throws { try run("list_orders") }
    func testListFilters() throws { try run("list_filters") }
    func testListMoments() throws { try run("list_moments") }
    func testAccess() throws { try run("access") }
    func testMe() throws { try run("me") }
    func testMeOfABot() throws { try run("me_of_a_bot") }
    func testOrganizations() throws { try run("organizations") }
    func testMembers() throws { try run("members") }
    func testKeys() throws { try run("api_keys") }
    func testUnauthenticated() throws { try run("unauthenticated") }
    func testForbidden() throws { try run("forbidden") }
    func testHidden() throws { try run("hidden") }
    func testInvalid() throws { try run("invalid") }
    func testInvalidUploads() throws { try run("invalid_uploads") }
}

extension FactifyServer {
    /// A key that was good until it began.
    fileprivate func makeExpiredKey() throws -> String {
        let (key, secret) = try context.keys.create(
            named: "expired", expiresAt: .now() + .seconds(60), as: owner.subject)
        try test.store.database.write { db in
            try db.execute("UPDATE api_keys SET expires_at = created_at WHERE id = $1", [key.id])
        }
        return secret
    }
}
