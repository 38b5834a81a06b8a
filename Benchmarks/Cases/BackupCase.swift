import Foundation
import Ingest
import Storage

/// A store is backed up and restored, by the program and by hand.
struct BackupCase: BenchmarkCase {
    static let name = "backup"
    static let title =
        "Backup and restore of 500 read documents, 2,000 files of 40 kB and 10 of 50 MB, beside "
        + "sqlite3 .backup and cp -a"

    private static let readDocuments = 500
    private static let (smallFiles, smallBytes) = (2_000, 40_000)
    private static let (largeFiles, largeBytes) = (10, 50_000_000)

    private let settings: BenchmarkSettings

    init(_ settings: BenchmarkSettings) {
        self.settings = settings
    }

    /// By hand nothing is hashed; `sync` makes it durable, as a backup is when it ends.
    func run() throws {
        let scratch = try ScratchFolder()
        let data = scratch.path + "/data"
        try fill(data, scratch.path)
        var figures: [String: [Double]] = [:]
        for _ in 0..<min(settings.rounds, 3) {
            let places = try ScratchFolder()
            try measureProduct(data, places.path, &figures)
            try measureByHand(data, places.path, &figures)
        }
        for (what, megabytes) in figures.sorted(by: { $0.key < $1.key }) {
            let unit = what.contains("nothing new") ? "s" : "MB/s"
            report(what, Measurement(megabytes).text(unit, digits: unit == "s" ? 2 : 0))
        }
    }

    private func fill(_ data: String, _ scratch: String) throws {
        let samples = try FileManager.default.contentsOfDirectory(atPath: settings.folder)
            .filter { $0.hasSuffix(".pdf") && $0 != "unreadable.pdf" && !$0.contains("password") }
            .filter { !$0.hasPrefix("zero") && !$0.hasPrefix("damaged") }
            .map { "\(settings.folder)/\($0)" }
        let store = try CopiedStore(data, of: samples)
        try store.grow(to: Self.readDocuments)
        try giveBytes(to: store)
        for (count, bytes) in [
            (Self.smallFiles, Self.smallBytes), (Self.largeFiles, Self.largeBytes),
        ] {
            for _ in 0..<count { try add(bytes, to: store.store, scratch) }
        }
    }

    /// The copies have rows of their own and the bytes of one document, the youngest: names of
    /// copies are years older.
    private func giveBytes(to copies: CopiedStore) throws {
        try copies.store.database.write { db in
            for version in copies.versions {
                try db.execute(Self.updateDigest, [version])
            }
        }
    }

    private static let updateDigest = """
        UPDATE versions
        SET digest = (SELECT digest FROM versions ORDER BY id DESC LIMIT 1)
        WHERE id = $1
        """

    private func add(_ bytes: Int, to store: Store, _ scratch: String) throws {
        let path = scratch + "/file.pdf"
        var random = SystemRandomNumberGenerator()
        var content = Data("%PDF-1.4\n".utf8)
        while content.count < bytes {
            withUnsafeBytes(of: random.next()) { content.append(contentsOf: $0) }
        }
        try content.write(to: URL(fileURLWithPath: path))
        _ = try store.intake.add(path: path)
    }

    // MARK: - The product

    private struct BackupLine: Decodable {
        let rows_bytes: Int
        let bytes: Int
        let blobs_copied: Int
    }

    private func measureProduct(
        _ data: String, _ places: String, _ figures: inout [String: [Double]]
    ) throws {
        let first = try product(["backup", places + "/backup", "--data", data, "--json"])
        let line = try JSONDecoder().decode(BackupLine.self, from: Data(first.output.utf8))
        let megabytes = Double(line.rows_bytes + line.bytes) / 1e6
        figures["backup, ours", default: []].append(megabytes / first.seconds)
        let second = try product(["backup", places + "/backup", "--data", data])
        figures["backup with nothing new, ours", default: []].append(second.seconds)
        let restore = try product(["restore", places + "/backup", "--data", places + "/restored"])
        figures["restore, ours", default: []].append(megabytes / restore.seconds)
        report("bytes of rows and blobs", "\(line.rows_bytes) and \(line.bytes)")
        report("peak memory of a backup, a restore", "\(first.peakMiB), \(restore.peakMiB) MiB")
    }

    private func product(_ arguments: [String]) throws -> Product.Run {
        let run = try Product.run(Product.path, arguments)
        guard run.exitCode == 0 else { throw BenchmarkFailure("\(arguments[0]) failed") }
        return run
    }

    // MARK: - By hand

    private func measureByHand(
        _ data: String, _ places: String, _ figures: inout [String: [Double]]
    ) throws {
        let copy = places + "/copy"
        let rows = "mkdir -p \(copy) && sqlite3 \(data)/muniment.db '.backup \(copy)/muniment.db'"
        let first = try shell("\(rows) && cp -a \(data)/blobs \(copy)/ && sync")
        let megabytes = try Double(size(copy)) / 1e6
        figures["backup, by hand", default: []].append(megabytes / first)
        let second = try shell("\(rows) && cp -an \(data)/blobs \(copy)/ && sync")
        figures["backup with nothing new, by hand", default: []].append(second)
        let restore = try shell("cp -a \(copy) \(places)/by-hand && sync")
        figures["restore, by hand", default: []].append(megabytes / restore)
        let verified = try shell(
            "cp -a \(copy) \(places)/verified && sync && "
                + "\(Product.path) verify --data \(places)/verified > /dev/null 2>&1")
        figures["restore, by hand, then `verify`", default: []].append(megabytes / verified)
    }

    private func size(_ folder: String) throws -> Int {
        let files = FileManager.default
        return try files.subpathsOfDirectory(atPath: folder).reduce(0) { sum, name in
            let attributes = try files.attributesOfItem(atPath: "\(folder)/\(name)")
            let isFile = attributes[.type] as? FileAttributeType == .typeRegular
            return sum + (isFile ? attributes[.size] as? Int ?? 0 : 0)
        }
    }

    /// The seconds that a line of the shell takes.
    private func shell(_ line: String) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        return try Measurement.seconds {
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                throw BenchmarkFailure("\(line) failed")
            }
        }
    }
}
