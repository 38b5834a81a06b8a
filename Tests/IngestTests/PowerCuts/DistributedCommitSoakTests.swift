import Foundation
import Hashing
import Storage
import StoreTestSupport
import TestServers
import TestSupport
import XCTest

@testable import Ingest

/// On PostgreSQL and S3, what is ours to order: an object is acknowledged before the transaction
/// that names it commits, wherever the connections are cut.
final class DistributedCommitSoakTests: XCTestCase {
    /// A store whose connections go through proxies, and the same one without.
    private struct Setting {
        let folder: TemporaryFolder
        let database: CuttingProxy
        let blobs: CuttingProxy
        let cut: StoreLocation
        let direct: Store

        init() throws {
            folder = try TemporaryFolder()
            let postgresql = try PostgreSQLServer.shared()
            let s3 = try S3Server.shared()
            let database = try CuttingProxy(to: postgresql.port)
            let blobs = try CuttingProxy(to: s3.port)
            var location = try TestEngine.distributed.makeLocation(in: folder, named: "direct")
            direct = try Store(location: location, creating: true)
            location.folder = folder.path("cut")
            location.database = location.database.flatMap {
                DatabaseURL(Self.text($0.text, from: postgresql.port, to: database.port))
            }
            location.blobs = location.blobs.flatMap {
                BlobsURL(Self.text($0.text, from: s3.port, to: blobs.port))
            }
            cut = location
            self.database = database
            self.blobs = blobs
        }

        private static func text(_ url: String, from port: UInt16, to other: UInt16) -> String {
            url.replacingOccurrences(of: ":\(port)", with: ":\(other)")
        }

        func open() throws -> Store {
            var settings = StoreSettings()
            settings.databasePatience = .seconds(1)
            return try Store(location: cut, creating: false, settings: settings)
        }

        /// What is wrong with what the rows name.
        func violations(_ promises: [StorePromise]) throws -> [String] {
            let report = try StoreVerification(store: direct).run()
            let lost = promises.filter { promise in
                guard case .upload(let version, _, _) = promise else { return false }
                return (try? direct.catalog.version(named: version.text)) == nil
            }
            return report.missing.map { "a row without its object: \($0)" }
                + report.damaged.map { "an object with other bytes: \($0)" }
                + lost.map { "an acknowledged upload is lost: \($0)" }
        }
    }

    func testObjectIsThereBeforeTheTransactionThatNamesItCommits() throws {
        let setting = try Setting()
        let store = try setting.open()
        let upload = try store.intake.begin()
        try CutScenario.document.withUnsafeBytes { try upload.write($0) }
        var wasThere = false
        _ = try upload.finish(
            as: Submission(
                organization: store.organization, author: .user(store.founders.owner),
                place: .newDocument(DocumentDetails(title: "A document")), fileName: "a.pdf")
        ) { receipt, _ in
            wasThere = try setting.direct.blobs.byteCount(of: receipt.digest) == receipt.byteCount
        }
        XCTAssertTrue(wasThere)
    }

    func testConnectionsToTheDatabaseAreCutAnywhere() throws {
        let setting = try Setting()
        try cut(setting, setting.database, upTo: 24_000, step: Soak.isLong ? 40 : 400)
    }

    func testConnectionsToTheBucketAreCutAnywhere() throws {
        let setting = try Setting()
        try cut(setting, setting.blobs, upTo: 8_000, step: Soak.isLong ? 40 : 400)
    }

    /// Uploads another document at each cut; a cut that did not come ends it.
    private func cut(
        _ setting: Setting, _ proxy: CuttingProxy, upTo end: Int, step: Int,
        line: UInt = #line
    ) throws {
        var promises: [StorePromise] = []
        var refusals = 0
        for bytes in stride(from: 1, to: end, by: step) {
            let document = PlainPDF(pages: [PlainPDF.text("cut after \(bytes)")]).bytes
            do {
                let store = try setting.open()
                proxy.cut(afterUploaded: bytes)
                promises.append(try store.add(document).promise)
            } catch is StorageError {
                refusals += 1
            }
            proxy.cut(afterUploaded: .max)
            XCTAssertEqual(try setting.violations(promises), [], "after \(bytes)", line: line)
        }
        XCTAssertGreaterThan(promises.count, 0, line: line)
        print("\(promises.count) uploads acknowledged, \(refusals) refused")
    }
}
