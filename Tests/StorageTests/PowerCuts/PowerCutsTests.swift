import Foundation
import Glibc
import Storage
import TestSupport
import XCTest

/// What the model of a disk lets a power cut do, with a few calls each.
final class PowerCutsTests: XCTestCase {
    /// Makes calls in an empty folder and returns what the file `name` may be at their end; a
    /// `nil` stands for no file.
    private func outcomes(
        of name: String, _ body: (RecordingFileCalls, String) throws -> Void
    ) throws -> Set<[UInt8]?> {
        let folder = try TemporaryFolder()
        let root = folder.path("root")
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        let log = try DiskLog(folder: root)
        try body(RecordingFileCalls(root: root, log: log), root)
        log.notePromise()
        var outcomes: Set<[UInt8]?> = []
        let limits = PowerCuts.Limits(exhaustive: 4_096, drawn: 0, pairs: true)
        try PowerCuts(log, limits: limits, seed: 1).forEach { state in
            guard state.promiseCount == 1 else { return true }
            try state.write(to: folder.path("after"))
            outcomes.insert(
                FileManager.default.contents(atPath: folder.path("after/\(name)")).map(Array.init))
            return true
        }
        return outcomes
    }

    private func make(_ path: String, _ text: String, _ calls: RecordingFileCalls) throws -> CInt {
        let descriptor = try calls.open(path, flags: O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
        let bytes = Array(text.utf8)
        _ = try bytes.withUnsafeBytes { try calls.write(descriptor, $0) }
        return descriptor
    }

    private func sync(_ path: String, _ calls: RecordingFileCalls) throws {
        let descriptor = try calls.open(path, flags: O_RDONLY, mode: 0)
        defer { calls.close(descriptor) }
        try calls.sync(descriptor)
    }

    func testFileThatWasNotSyncedMayBeAnything() throws {
        let found = try outcomes(of: "a") { calls, root in
            calls.close(try make(root + "/a", "ab", calls))
            try sync(root, calls)
        }
        XCTAssertTrue(found.isSuperset(of: [[], Array("a".utf8), Array("ab".utf8), [0, 0]]))
        XCTAssertFalse(found.contains(nil))
        XCTAssertTrue(found.contains { $0?.count == 2 && $0?.first != 0 && $0?.first != 97 })
    }

    func testFileThatWasSyncedMayStillHaveNoName() throws {
        let found = try outcomes(of: "a") { calls, root in
            calls.close(try make(root + "/a", "ab", calls))
            try sync(root + "/a", calls)
        }
        XCTAssertEqual(found, [nil, Array("ab".utf8)])
    }

    func testFileAndNameThatWereSyncedAreCertain() throws {
        let found = try outcomes(of: "a") { calls, root in
            calls.close(try make(root + "/a", "ab", calls))
            try sync(root + "/a", calls)
            try sync(root, calls)
        }
        XCTAssertEqual(found, [Array("ab".utf8)])
    }

    func testFolderTakesWhatIsInItAlong() throws {
        let found = try outcomes(of: "f/a") { calls, root in
            try calls.makeFolder(root + "/f", mode: 0o700)
            calls.close(try make(root + "/f/a", "ab", calls))
            try sync(root + "/f/a", calls)
            try sync(root + "/f", calls)
        }
        XCTAssertEqual(found, [nil, Array("ab".utf8)])
    }

    func testRenamingOverAFileLeavesTheOldOrTheNewOne() throws {
        let found = try outcomes(of: "a") { calls, root in
            for (name, text) in [("a", "old"), ("b", "new")] {
                calls.close(try make(root + "/" + name, text, calls))
                try sync(root + "/" + name, calls)
            }
            try sync(root, calls)
            try calls.rename(root + "/b", to: root + "/a")
        }
        XCTAssertEqual(found, [Array("old".utf8), Array("new".utf8)])
    }

    func testSectorsOfALargeWriteAreTorn() throws {
        let (old, new) = (
            String(repeating: "o", count: 4_096), String(repeating: "n", count: 4_096)
        )
        let found = try outcomes(of: "a") { calls, root in
            calls.close(try make(root + "/a", old, calls))
            try sync(root + "/a", calls)
            try sync(root, calls)
            let descriptor = try calls.open(root + "/a", flags: O_RDWR, mode: 0)
            _ = try Array(new.utf8).withUnsafeBytes { try calls.write(descriptor, $0) }
            calls.close(descriptor)
        }
        XCTAssertTrue(found.isSuperset(of: [Array(old.utf8), Array(new.utf8)]))
        let half = Array(new.utf8.prefix(2_048)) + Array(old.utf8.prefix(2_048))
        XCTAssertTrue(found.contains(half))
    }

    func testFolderThatSQLiteSyncsIsNoticed() throws {
        let folder = try TemporaryFolder()
        let log = try DiskLog(folder: folder.path)
        let vfs = RecordingVFS(log: log)
        let database = try SQLiteDatabase(path: folder.path("test.db"), vfs: vfs.name)
        try database.write { try $0.execute("CREATE TABLE rows (n BIGINT)") }
        let made = try XCTUnwrap(
            log.events.firstIndex { $0.description.hasPrefix("name test.db-wal") })
        XCTAssertTrue(log.events[made...].contains(.syncedFolder("")))
        XCTAssertEqual(log.events.last?.description, "fsync test.db-wal")
    }
}
