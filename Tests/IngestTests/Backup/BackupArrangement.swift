import Foundation
import Hashing
import Storage
import StoreTestSupport
import Synchronization
import TestSupport
import XCTest

@testable import Ingest

/// A store, the folder of its backup, and an empty place to restore it to.
struct BackupArrangement {
    let source: TestStore
    let places = try? TemporaryFolder()
    let target: StoreLocation
    let path: String

    init(_ source: TestStore, restoringTo engine: TestEngine) throws {
        self.source = source
        let places = try XCTUnwrap(places)
        path = places.path("backup")
        target = try engine.makeLocation(in: places, named: "restored")
    }

    /// Another place for the same store and backup.
    func backup(
        to other: String? = nil, change: (inout BackupSettings) -> Void = { _ in },
        isStopped: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
    ) throws -> BackupReport {
        var settings = BackupSettings(program: "0.1.0")
        change(&settings)
        return try StoreBackup(
            of: source.store, to: other ?? path, settings: settings, isStopped: isStopped,
            progress: progress
        ).run()
    }

    func restore(
        acceptingMissing: Bool = false, isStopped: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
    ) throws -> RestoreReport {
        var settings = RestoreSettings()
        settings.acceptsMissingBlobs = acceptingMissing
        return try StoreRestore(
            of: path, to: target, settings: settings, isStopped: isStopped, progress: progress
        ).run()
    }

    func openTarget() throws -> Store { try Store(location: target, creating: false) }

    func assertNotOpened(line: UInt = #line) {
        XCTAssertThrowsError(try openTarget(), line: line) { error in
            let code = (error as? StorageError)?.code
            XCTAssertTrue([.unavailable, .notFound].contains(code), "\(error)", line: line)
        }
    }

    /// The target is what the source is now, and nothing else.
    func assertRestored(line: UInt = #line) throws {
        let target = try openTarget()
        XCTAssertTrue(
            try StoreDump(of: source.store) == StoreDump(of: target), "another store", line: line)
        let verification = try StoreVerification(store: target).run()
        XCTAssertTrue(verification.isSound, line: line)
        XCTAssertEqual(verification.orphans, [], line: line)
    }

    // MARK: - The folder

    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    func manifest() throws -> BackupManifest {
        try BackupManifest(Array(Data(contentsOf: url(BackupFolder.manifestName))))
    }

    func url(_ name: String) -> URL { URL(fileURLWithPath: "\(path)/\(name)") }

    func blobURL(_ digest: Digest) -> URL { url("blobs/\(digest.hex.prefix(2))/\(digest.hex)") }

    /// Writes other bytes in the place of a file of the backup.
    func replace(_ file: URL, _ change: (inout Data) -> Void) throws {
        var bytes = try Data(contentsOf: file)
        change(&bytes)
        try FileManager.default.removeItem(at: file)
        try bytes.write(to: file)
    }

    /// Keeps the size of a blob of the backup and turns a bit.
    func damage(_ digest: Digest) throws {
        try replace(blobURL(digest)) { $0[$0.count / 2] ^= 1 }
    }

    func rewriteManifest(_ change: (inout BackupManifest) throws -> Void) throws {
        var manifest = try manifest()
        try change(&manifest)
        try Data(manifest.bytes).write(to: url(BackupFolder.manifestName))
    }
}

/// Over after so many looks.
final class Countdown: Sendable {
    private let left: Mutex<Int>

    init(_ looks: Int) { left = Mutex(looks) }

    func isOver() -> Bool {
        left.withLock { left in
            left -= 1
            return left < 0
        }
    }
}

extension XCTestCase {
    func assertRefused(
        _ code: BackupError.Code, naming name: String = "", line: UInt = #line,
        _ body: () throws -> Any
    ) {
        XCTAssertThrowsError(try body(), line: line) { error in
            XCTAssertEqual((error as? BackupError)?.code, code, "\(error)", line: line)
            if !name.isEmpty { XCTAssertTrue("\(error)".contains(name), "\(error)", line: line) }
        }
    }
}
