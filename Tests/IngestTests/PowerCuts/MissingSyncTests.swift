import TestSupport
import XCTest

/// The checker finds what it looks for: had the code left out an `fsync` that a commit needs,
/// some state would break a promise.
final class MissingSyncTests: XCTestCase {
    private static let limits = PowerCuts.Limits(exhaustive: 32, drawn: 0, pairs: false)

    private func assertMissed(
        _ name: String, in scenario: CutScenario, line: UInt = #line,
        _ isDropped: (String) -> Bool
    ) throws {
        var recording = try scenario.record()
        let count = recording.events.count
        recording.events.removeAll { $0.isBarrier && isDropped($0.description) }
        XCTAssertLessThan(recording.events.count, count, "\(name) is not synced", line: line)
        XCTAssertNotNil(
            try recording.firstViolation(Self.limits, maxStates: 400), "\(name) is not missed",
            line: line)
    }

    private func isFanOut(_ event: String) -> Bool {
        event.hasPrefix("fsync store/blobs/") && event.hasSuffix("/") && event.count < 24
    }

    /// The bytes of a blob, before it has its name and after that.
    private func isBytes(_ event: String) -> Bool {
        event.hasPrefix("fsync store/incoming/")
            || event.hasPrefix("fsync store/blobs/") && !event.hasSuffix("/")
    }

    func testBytesOfAnUpload() throws {
        try assertMissed("the file", in: .oneUpload, isBytes)
    }

    func testNameOfABlob() throws {
        try assertMissed("the folder of the blob", in: .oneUpload, isFanOut)
    }

    func testNameOfTheFolderOfABlob() throws {
        try assertMissed("the folder of folders", in: .oneUpload) { $0 == "fsync store/blobs/" }
    }

    func testRows() throws {
        try assertMissed("the log of rows", in: .oneUpload) { $0 == "fsync store/muniment.db-wal" }
    }

    func testNameOfTheLogOfRows() throws {
        try assertMissed("the store's folder", in: .firstStart) { $0 == "fsync store/" }
    }

    func testRowsThatACheckpointMoves() throws {
        try assertMissed("the database", in: .checkpoint) { $0 == "fsync store/muniment.db" }
    }

    func testNameOfANewStore() throws {
        try assertMissed("the folder of the store", in: .firstStart) { $0 == "fsync /" }
    }

    func testBytesOfAHeal() throws {
        try assertMissed("the file", in: .heal, isBytes)
    }

    func testNameOfAHeal() throws {
        try assertMissed("the folder of the blob", in: .heal, isFanOut)
    }

    func testBytesOfThumbnails() throws {
        try assertMissed("the files", in: .record) {
            $0.hasPrefix("fsync store/blobs/") && !isFanOut($0)
        }
    }

    func testNamesOfThumbnails() throws {
        try assertMissed("the folders of the thumbnails", in: .record, isFanOut)
    }

    func testRemovalOfAName() throws {
        try assertMissed("the folder of the blob", in: .removal, isFanOut)
    }

    func testRecordingWithEverythingIsSound() throws {
        XCTAssertNil(
            try CutScenario.oneUpload.record().firstViolation(Self.limits, maxStates: 200))
    }
}
