import Foundation
import HostileDocuments
import Ingest
import Storage
import Worker

/// How long good documents of one tenant wait, alone and beside a flood of hostile ones.
struct HostileNeighbourCase: BenchmarkCase {
    static let name = "hostile-neighbour"
    static let title =
        "the wait of 2 good documents a second, while another tenant sends hostile ones"

    private static let documents = 60
    private static let interval = 0.5
    /// More than are read meanwhile.
    private static let flood = 150

    init(_ settings: BenchmarkSettings) {}

    func run() throws {
        let alone = try measure(flood: 0, guests: 1)
        tell("alone", alone)
        tell("beside the flood", try measure(flood: Self.flood, guests: 1), than: alone)
        tell(
            "beside it, without a place for guests",
            try measure(flood: Self.flood, guests: 0), than: alone)
    }

    /// In milliseconds.
    private struct Times {
        let untilClaimed: Measurement
        let untilRead: Measurement
    }

    private func tell(_ what: String, _ times: Times, than alone: Times? = nil) {
        for (kind, here, there) in [
            ("claimed", times.untilClaimed, alone?.untilClaimed),
            ("read", times.untilRead, alone?.untilRead),
        ] {
            let change = there.map {
                String(format: ", %+.0f %%", (here.median / $0.median - 1) * 100)
            }
            report(
                "\(what), until \(kind)",
                String(format: "%.1f ms, p95 %.1f ms", here.median, here.p95) + (change ?? ""))
        }
    }

    private func measure(flood: Int, guests: Int) throws -> Times {
        let scratch = try ScratchFolder()
        let store = try Store(folder: scratch.path, creating: true)
        let other = try makeOrganization(in: store)
        let samples = try ["invoice-2026-0417", "scan-letter"].map {
            Array(try Data(contentsOf: URL(fileURLWithPath: "testdata/documents/\($0).pdf")))
        }
        for index in 0..<flood {
            let document = HostileDocument.make(index, seed: 1, samples: samples)
            _ = try add(document.bytes, of: other, to: store)
        }
        let runner = makeRunner(on: store, guests: guests)
        runner.start()
        defer { runner.drain() }
        let jobs = try (0..<Self.documents).map { index in
            Thread.sleep(forTimeInterval: Self.interval)
            let bytes = SoundDocument.make("A good document, number \(index)", pages: 2)
            return try add(bytes, of: store.organization, to: store)
        }
        return try times(of: jobs, in: store)
    }

    private func makeRunner(on store: Store, guests: Int) -> JobRunner {
        var settings = JobRunner.Settings()
        settings.guests = guests
        settings.drainGrace = .zero
        let helpers = HelperPool(
            HelperProcess.Executable(
                path: Product.path, arguments: [ExtractionHelper.subcommand]),
            maxPayload: ExtractionLimits().maxPageBytes, maxWarm: settings.slots)
        helpers.prepare()
        return JobRunner(
            queue: store.queue,
            handlers: [
                ExtractionHandler(database: store.database, blobs: store.blobs, helpers: helpers)
            ],
            settings: settings, report: { _ in })
    }

    private func makeOrganization(in store: Store) throws -> OrganizationID {
        let name = OrganizationID()
        try store.database.write { db in
            try db.execute(
                "INSERT INTO organizations (id, name, created_at) VALUES ($1, 'Other', $2)",
                [name, store.database.now()])
        }
        return name
    }

    private func add(
        _ bytes: [UInt8], of organization: OrganizationID, to store: Store
    ) throws -> JobID {
        let upload = try store.intake.begin()
        try bytes.withUnsafeBytes { try upload.write($0) }
        let submission = Submission(
            organization: organization, author: .user(store.founders.owner),
            place: .newDocument(DocumentDetails(title: "Document")), fileName: "document.pdf")
        return try upload.finish(as: submission).jobID
    }

    private func times(of jobs: [JobID], in store: Store) throws -> Times {
        let deadline = Date(timeIntervalSinceNow: 600)
        while try jobs.contains(where: { try !store.queue.find($0).status.state.isFinal }) {
            guard Date() < deadline else { throw BenchmarkFailure("not all were read in 600 s") }
            Thread.sleep(forTimeInterval: 0.1)
        }
        let ended = try jobs.map { try store.queue.find($0) }
        return Times(
            untilClaimed: Measurement(
                ended.map { (($0.claimedAt ?? $0.enqueuedAt) - $0.enqueuedAt).seconds * 1_000 }),
            untilRead: Measurement(
                ended.map {
                    (($0.status.finishedAt ?? $0.enqueuedAt) - $0.enqueuedAt).seconds * 1_000
                }))
    }
}
