import Foundation
import Hashing
import Storage
import StoreTestSupport
import TestSupport
import Worker
import XCTest

@testable import Ingest

/// `muniment gc` again and again beside uploads of the same few files, in other processes.
class CollectionProcessesTests: StoreTestCase {
    func testUploadsBesideCollectionsLoseNothing() throws {
        let test = try makeTestStore()
        let uploads = Soak.rounds(short: 60, long: 2_000)
        let traffic = Traffic(test: test)
        let isOver = Gate()
        let ends = Recorder<Result<Int, any Error>>()
        for _ in 0..<2 {
            Thread { ends.note(Result { try traffic.collect(until: isOver) }) }.start()
        }
        Thread { ends.note(Result { try traffic.add(until: isOver) }) }.start()
        defer { isOver.open() }
        try inParallel(3, seconds: 600) { thread in
            for round in 0..<uploads { try traffic.upload(thread + round, isKept: round % 3 == 0) }
        }
        isOver.open()
        for end in try ends.wait(for: 3, "the other processes", seconds: 120) {
            XCTAssertGreaterThan(try end.get(), 0)
        }
        XCTAssertTrue(try StoreVerification(store: test.store).run().isSound)
        try test.outlastCondemnations()
        try test.collect()
        let report = try StoreVerification(store: test.store).run()
        XCTAssertTrue(report.isSound)
        XCTAssertEqual(report.orphans, [])
    }
}

/// What several processes do with one store.
private struct Traffic {
    let test: TestStore

    private static let contents = 5

    private func text(_ number: Int) -> String { "%PDF-1.7 \(number % Self.contents)" }

    /// Sends bytes until they are taken, and mostly lets go of them again.
    func upload(_ number: Int, isKept: Bool) throws {
        while true {
            do {
                let upload = try test.store.intake.begin()
                try Array(text(number).utf8).withUnsafeBytes { try upload.write($0) }
                let receipt = try upload.finish(as: test.submission)
                XCTAssertNotNil(try test.store.blobs.byteCount(of: receipt.digest))
                if !isKept { try test.drop(receipt) }
                return
            } catch let error as StorageError where error.code == .busy {
                continue
            }
        }
    }

    /// Runs `gc` until it is over; returns how many collections there were.
    func collect(until isOver: Gate) throws -> Int {
        var count = 0
        while !isOver.isOpen {
            let (code, errors) = try run(["gc", "--grace", "0s"])
            XCTAssertTrue(code == 0 || errors.contains("nother collection"), errors)
            count += 1
        }
        return count
    }

    /// Runs `add` until it is over; returns how many files were taken.
    func add(until isOver: Gate) throws -> Int {
        var count = 0
        while !isOver.isOpen {
            let path = try test.makeFile(Array(text(count).utf8), named: "added.pdf")
            let (code, errors) = try run(["add", "--no-wait", path])
            XCTAssertTrue(code == 0 || errors.contains("Send them again"), errors)
            count += 1
        }
        return count
    }

    private func run(_ words: [String]) throws -> (Int32, errors: String) {
        let process = Process()
        let errors = Pipe()
        process.executableURL = URL(fileURLWithPath: HelperProcess.Executable.builtProgram)
        process.arguments = words + test.locationOptions
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let text = String(
            decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}

extension TestStore {
    fileprivate var submission: Submission {
        Submission(
            organization: store.organization, author: .user(store.founders.owner),
            place: .newDocument(DocumentDetails(title: "Test")), fileName: "test.pdf")
    }

    /// Lets go of a document.
    fileprivate func drop(_ receipt: Receipt) throws {
        try store.database.write { db in
            try db.execute("DELETE FROM versions WHERE id = $1", [receipt.versionID])
            try db.execute("DELETE FROM documents WHERE id = $1", [receipt.documentID])
        }
    }

    /// The options that name the store to the program.
    fileprivate var locationOptions: [String] {
        ["--data", store.location.folder]
            + (store.location.database.map { ["--database", $0.text] } ?? [])
            + (store.location.blobs.map { ["--blobs", $0.text] } ?? [])
    }
}
