import Foundation
import Hashing
import StoreTestSupport
import TestSupport
import Worker
import XCTest

@testable import Ingest
@testable import Storage

/// `kill -9` of the server, the worker and their helpers at random moments, while clients upload,
/// download, list, export and have documents read again: nothing acknowledged is lost.
///
/// In the long run the store holds 100,000 documents from the start.
final class KillSoakTests: XCTestCase {
    private static let kills = Soak.rounds(short: 200, long: 5_000)
    private static let clients = 4
    /// How many of the last starts of the server are looked at between two whole checks.
    private static let checkEvery = Soak.rounds(short: 10, long: 100)

    func testNothingAcknowledgedIsLostWhateverIsKilled() throws {
        let binary = try Binary()
        if Soak.isLong { try LargeStore.make(in: binary.dataFolder, documents: 100_000) }
        let server = try StormyServer(binary)
        let shared = StormClient.Shared(
            url: server.url, key: server.key, mostUploads: Soak.rounds(short: 150, long: 4_000))
        let storm = Storm(shared, clients: Self.clients)
        let seconds = try storm.blow { try killAround(server, binary, shared.journal) }
        try settle(binary)
        try server.stop()
        try assertSound(binary, shared.journal.all)
        XCTAssertEqual(shared.complaints.all.prefix(10), [])
        print(
            "kills: \(server.kills) in \(Int(seconds)) s, seed \(Soak.seed); "
                + "\(shared.journal.all.count) uploads acknowledged, "
                + "\(shared.requests.current) requests; "
                + "server ready again in \(Self.text(of: server.startSeconds))")
    }

    private func killAround(
        _ server: StormyServer, _ binary: Binary, _ journal: UploadJournal
    ) throws {
        var generator = SeededGenerator(seed: Soak.seed)
        let nobody = Signal()
        var starts = 0
        while server.kills < Self.kills {
            let pause = Double.random(in: 0.005...0.15, using: &generator)
            nobody.wait(beyond: 0, until: Date(timeIntervalSinceNow: pause))
            try server.killSomething(&generator)
            guard server.startSeconds.count > starts else { continue }
            starts = server.startSeconds.count
            try checkDatabase(binary, whole: starts % Self.checkEvery == 0)
            try checkSample(binary, journal, &generator)
        }
    }

    // MARK: - In between

    private func checkDatabase(_ binary: Binary, whole: Bool) throws {
        let check = whole || !Soak.isLong ? "integrity_check" : "quick_check"
        let database = try SQLiteDatabase(path: "\(binary.dataFolder)/muniment.db")
        let findings = try database.read { db in
            try db.query("PRAGMA \(check)").map { try $0.text(check) }
        }
        XCTAssertEqual(findings, ["ok"])
    }

    private func checkSample(
        _ binary: Binary, _ journal: UploadJournal, _ generator: inout SeededGenerator
    ) throws {
        let store = try Store(folder: binary.dataFolder, creating: false)
        for _ in 0..<5 {
            guard let entry = journal.any(&generator) else { return }
            try check(entry, in: store)
        }
    }

    private func check(_ entry: UploadJournal.Entry, in store: Store) throws {
        let version = try store.catalog.version(named: entry.version)
        XCTAssertEqual(version.digest, entry.digest)
        XCTAssertEqual(version.byteCount, entry.byteCount)
        let bytes = try store.blobs.open(entry.digest).contents(maxBytes: 1 << 20)
        XCTAssertEqual(SHA256.digest(of: bytes), entry.digest)
    }

    // MARK: - At the end

    private func settle(_ binary: Binary) throws {
        let store = try Store(folder: binary.dataFolder, creating: false)
        try eventually("the last job", seconds: Double(Soak.rounds(short: 120, long: 900))) {
            let counts = try store.queue.counts()
            return counts[.available, default: 0] + counts[.running, default: 0] == 0
        }
    }

    private func assertSound(_ binary: Binary, _ entries: [UploadJournal.Entry]) throws {
        let processes = FolderProcesses(folder: binary.folder.path)
        try eventually("the end of all processes") { processes.all.isEmpty }
        try checkDatabase(binary, whole: true)
        let test = TestStore(binary.folder, try makeOld(binary))
        XCTAssertGreaterThan(entries.count, 0)
        for entry in entries { try check(entry, in: test.store) }
        XCTAssertEqual(try test.count("versions WHERE state = 'processing'"), 0)
        XCTAssertEqual(
            try FileManager.default.contentsOfDirectory(atPath: "\(binary.dataFolder)/incoming"),
            [])
        let verified = try binary.run("verify")
        XCTAssertEqual(verified.code, 0, verified.output)
    }

    /// Opens the store as its next server would, two hours later.
    private func makeOld(_ binary: Binary) throws -> Store {
        let incoming = URL(fileURLWithPath: "\(binary.dataFolder)/incoming")
        for name in try FileManager.default.contentsOfDirectory(atPath: incoming.path) {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -7_200)],
                ofItemAtPath: incoming.appendingPathComponent(name).path)
        }
        return try Store(folder: binary.dataFolder, creating: true)
    }

    private static func text(of seconds: [Double]) -> String {
        let sorted = seconds.sorted()
        guard let last = sorted.last else { return "no time: it was not killed" }
        return String(
            format: "%.2f s (median), %.2f s at the most", sorted[sorted.count / 2], last)
    }
}
