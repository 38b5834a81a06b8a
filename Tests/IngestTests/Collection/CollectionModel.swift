import Hashing
import Storage
import Synchronization
import TestSupport

@testable import Ingest

/// Blobs in memory that know the time, and that die in the midst of a removal when they are told.
final class ModelBlobStore: BlobStore {
    private struct State {
        var modified: [Digest: Timestamp] = [:]
        var removalsLeft: Int?
        var removed: [Digest] = []
    }

    struct Died: Error {}

    private let state = Mutex(State())
    private let clock: TestClock

    init(_ clock: TestClock) {
        self.clock = clock
    }

    /// What was removed since this was last asked.
    func takeRemoved() -> [Digest] {
        state.withLock { state in
            defer { state.removed = [] }
            return state.removed
        }
    }

    /// Lets so many removals happen and the next one fail; `nil` for all.
    func die(after count: Int?) {
        state.withLock { $0.removalsLeft = count }
    }

    var all: Set<Digest> { state.withLock { Set($0.modified.keys) } }

    /// An object that is there stays as old as it is, as in a bucket.
    @discardableResult
    func put(_ bytes: [UInt8], durability: BlobDurability) throws -> StoredBlob {
        let digest = SHA256.digest(of: bytes)
        let isNew = state.withLock { state in
            let isNew = state.modified[digest] == nil
            if isNew { state.modified[digest] = clock.now }
            return isNew
        }
        return StoredBlob(digest: digest, byteCount: bytes.count, isNew: isNew)
    }

    func quarantine(_ digest: Digest) throws -> Bool { false }

    func quarantined() throws -> [Digest] { [] }

    func remove(_ digest: Digest) throws {
        try state.withLock { state in
            if let left = state.removalsLeft {
                guard left > 0 else { throw Died() }
                state.removalsLeft = left - 1
            }
            if state.modified.removeValue(forKey: digest) != nil { state.removed.append(digest) }
        }
    }

    func makeDurable(_ digests: [Digest]) throws {
        for digest in digests where try byteCount(of: digest) == nil { throw Self.absent }
    }

    func byteCount(of digest: Digest) throws -> Int? {
        state.withLock { $0.modified[digest] == nil ? nil : 1 }
    }

    func modifiedAt(of digest: Digest) throws -> Timestamp? {
        state.withLock { $0.modified[digest] }
    }

    func forEach(_ body: (Digest, Int) throws -> Void) throws {
        for digest in all.sorted() { try body(digest, 1) }
    }

    func strays() throws -> [String] { [] }

    func removeAbandonedUploads(olderThan age: Duration) throws -> Int { 0 }

    func availableBytes() throws -> Int? { nil }

    // MARK: - What no collection asks for

    func beginUpload(maxBytes: Int) throws -> any BlobUpload { throw Self.absent }
    func open(_ digest: Digest) throws -> OpenBlob { throw Self.absent }
    func verify(_ digest: Digest) throws -> BlobCondition { .missing }

    private static let absent = StorageError(.notFound, "The model does not have that.")
}

/// A database whose clock a test moves.
final class ClockedDatabase: Database {
    private let base: any Database
    private let clock: TestClock

    init(_ base: any Database, _ clock: TestClock) {
        self.base = base
        self.clock = clock
    }

    var dialect: SQLDialect { base.dialect }

    func now() -> Timestamp { clock.now }

    func read<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        try base.read(body)
    }

    func write<Result>(
        _ durability: Durability, _ body: (any Connection) throws -> Result
    ) throws -> Result {
        // What is on trial is the order of things, not the disk.
        try base.write(.processOnly, body)
    }

    func listen(to topic: Topic) -> Signal { base.listen(to: topic) }
}

/// Rows and blobs under random operations, with a plain account beside them of what must be true.
final class CollectionModel {
    private let database: ClockedDatabase
    private let blobs: ModelBlobStore
    private let clock: TestClock
    private var random: SeededGenerator
    /// As many as there are processes.
    private let referrals: [BlobReferrals]

    /// What rows name: the account.
    private var rows: [Int: Digest] = [:]
    private var uploads: [Upload] = []
    private var collections: [Collection] = []
    /// The number of the collection that began last.
    private var newest: Int64 = 0
    /// Blobs that a collection which died had condemned, and until when.
    private var condemnedByTheDead: [Digest: Timestamp] = [:]
    private var backupUntil = Timestamp(microseconds: 0)
    private(set) var counts: [String: Int] = [:]

    /// An upload under way.
    private struct Upload {
        let process: Int
        let bytes: [UInt8]
        let mark: CollectionMark
        var isPut = false
        /// Whether its blob was removed since it was put.
        var isRemoved = false
    }

    /// A collection under way, with what it found to remove.
    private struct Collection {
        let removal: BlobRemoval
        var waiting: [Digest]
    }

    struct Broken: Error, CustomStringConvertible {
        let description: String
    }

    private static let grace: Duration = .seconds(3_600)
    private static let slots = 12
    private static let contents = 16

    init(_ database: any Database, seed: UInt64) throws {
        clock = TestClock()
        self.database = ClockedDatabase(database, clock)
        blobs = ModelBlobStore(clock)
        random = SeededGenerator(seed: seed)
        referrals = [0, 1].map { [database = self.database, blobs] _ in
            BlobReferrals(database: database, blobs: blobs)
        }
    }

    /// Does one thing at random and checks everything.
    func step() throws {
        let dice = Int.random(in: 0..<100, using: &random)
        switch dice {
        case 0..<16: beginUpload()
        case 16..<34: putUpload()
        case 34..<52: try registerUpload()
        case 52..<62: try dropRow()
        case 62..<68: try beginCollection()
        case 68..<84: try stepCollection()
        case 84..<87: try endCollection()
        case 87..<90: try killCollection()
        case 90..<92: try announceBackup()
        default: clock.advance(by: .seconds(.random(in: 1...900, using: &random)))
        }
        try check()
    }

    private func organization(_ slot: Int) -> String { "model_\(slot)" }

    private func count(_ what: String) { counts[what, default: 0] += 1 }

    // MARK: - Uploads

    private func beginUpload() {
        guard uploads.count < 4 else { return }
        let process = Int.random(in: 0..<referrals.count, using: &random)
        let content = UInt8.random(in: 0..<UInt8(Self.contents), using: &random)
        uploads.append(
            Upload(process: process, bytes: [content], mark: referrals[process].mark()))
    }

    private func putUpload() {
        guard let index = uploads.indices.randomElement(using: &random) else { return }
        uploads[index].isPut = true
        uploads[index].isRemoved = false
        _ = try? blobs.put(uploads[index].bytes, durability: .durable)
    }

    private func registerUpload() throws {
        guard
            let index = uploads.indices.filter({ uploads[$0].isPut }).randomElement(using: &random)
        else { return }
        let upload = uploads.remove(at: index)
        let digest = SHA256.digest(of: upload.bytes)
        let slot = Int.random(in: 0..<Self.slots, using: &random)
        let isUndone = Int.random(in: 0..<8, using: &random) == 0
        do {
            try database.write { db in
                try referrals[upload.process].confirm([digest], since: upload.mark, on: db)
                try write(digest, to: slot, on: db)
                if isUndone { throw CancellationError() }
            }
            rows[slot] = digest
            count("named")
        } catch is CancellationError {
            count("undone")
        } catch let error as StorageError where error.code == .busy {
            guard upload.isRemoved || isCondemned(digest) else {
                throw Broken(description: "an upload was refused for no reason")
            }
            count("refused")
        }
    }

    private func isCondemned(_ digest: Digest) -> Bool {
        collections.contains { $0.removal.condemned.contains(digest) }
            || condemnedByTheDead[digest].map { $0 > clock.now } ?? false
    }

    // MARK: - Rows

    private func write(_ digest: Digest, to slot: Int, on db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO organizations (id, name, created_at, logo)
            VALUES ($1, 'model', 0, $2)
            ON CONFLICT (id) DO UPDATE SET logo = $2
            """, [organization(slot), digest.hex])
    }

    private func dropRow() throws {
        guard let slot = rows.keys.sorted().randomElement(using: &random) else { return }
        try database.write { db in
            _ = try db.execute("DELETE FROM organizations WHERE id = $1", [organization(slot)])
        }
        rows[slot] = nil
        count("dropped")
    }

    // MARK: - Collections

    private func beginCollection() throws {
        guard collections.count < 3 else { return }
        let latest = clock.now - Self.grace
        let candidates = try blobs.all.subtracting(rows.values).filter {
            try blobs.modifiedAt(of: $0).map { $0 <= latest } ?? false
        }
        do {
            let removal = try BlobRemoval(
                database: database, blobs: blobs, settings: CollectionSettings())
            collections.append(Collection(removal: removal, waiting: candidates.sorted()))
            newest = removal.number
            count("begun")
        } catch let error as CollectionError {
            try require(error, of: nil)
        }
    }

    private func require(_ error: CollectionError, of removal: BlobRemoval?) throws {
        let isRight =
            switch error.code {
            case .backupRunning: backupUntil > clock.now
            case .collectionRunning:
                condemnedByTheDead.values.contains { $0 > clock.now }
                    || collections.contains { !$0.removal.condemned.isEmpty }
            case .superseded: removal?.number != newest
            case .movedAway, .stalled, .interrupted: false
            }
        guard isRight else { throw Broken(description: "refused for no reason: \(error)") }
        count("\(error.code)")
    }

    private func stepCollection() throws {
        guard let index = collections.indices.randomElement(using: &random) else { return }
        let size = Int.random(in: 1...4, using: &random)
        let next = Array(collections[index].waiting.prefix(size))
        let dies = Int.random(in: 0..<10, using: &random) == 0
        blobs.die(after: dies ? Int.random(in: 0..<3, using: &random) : nil)
        defer { blobs.die(after: nil) }
        do {
            let outcome = try collections[index].removal.step(condemning: next)
            if outcome.tookNext { collections[index].waiting.removeFirst(next.count) }
            try noteRemoved()
        } catch let error as CollectionError {
            let removal = collections.remove(at: index).removal
            try require(error, of: removal)
            try removal.end()
        } catch is ModelBlobStore.Died {
            try noteRemoved()
            bury(collections.remove(at: index))
        }
    }

    private func noteRemoved() throws {
        for digest in blobs.takeRemoved() {
            count("removed")
            guard !rows.values.contains(digest) else {
                throw Broken(description: "a blob was removed that a row names")
            }
            for index in uploads.indices
            where SHA256.digest(of: uploads[index].bytes) == digest {
                uploads[index].isRemoved = true
            }
        }
    }

    /// Takes all the steps that are left of one, then ends it.
    private func endCollection() throws {
        guard let index = collections.indices.randomElement(using: &random) else { return }
        let collection = collections.remove(at: index)
        var waiting = collection.waiting
        let due = Set(waiting + collection.removal.condemned)
        do {
            while !waiting.isEmpty || !collection.removal.condemned.isEmpty {
                let next = Array(waiting.prefix(5))
                if try collection.removal.step(condemning: next).tookNext {
                    waiting.removeFirst(next.count)
                }
                try noteRemoved()
            }
            try collection.removal.end()
        } catch let error as CollectionError {
            try require(error, of: collection.removal)
            return try collection.removal.end()
        }
        count("finished")
        guard due.intersection(blobs.all).subtracting(rows.values).isEmpty else {
            throw Broken(description: "a collection ended and left what it found")
        }
    }

    private func killCollection() throws {
        guard let index = collections.indices.randomElement(using: &random) else { return }
        bury(collections.remove(at: index))
    }

    private func bury(_ collection: Collection) {
        count("died")
        for digest in collection.removal.condemned {
            condemnedByTheDead[digest] = clock.now + CondemnedBlobs.term
        }
    }

    private func announceBackup() throws {
        backupUntil = clock.now + .seconds(.random(in: 1...600, using: &random))
        try database.write { db in
            _ = try db.execute("UPDATE store SET backup_until = $1", [backupUntil])
        }
    }

    // MARK: - What must be true

    private func check() throws {
        let stored = try database.read { db in
            try db.query("SELECT id, logo FROM organizations WHERE id LIKE 'model%'").map {
                (try $0.text("id"), try $0.text("logo"))
            }
        }
        let expected = rows.map { (organization($0.key), $0.value.hex) }
        guard Dictionary(uniqueKeysWithValues: stored) == Dictionary(uniqueKeysWithValues: expected)
        else { throw Broken(description: "rows are not what they should be") }
        let missing = Set(rows.values).subtracting(blobs.all)
        guard missing.isEmpty else {
            throw Broken(description: "rows name blobs that are gone: \(missing)")
        }
    }

    /// Lets everything come to its end, collects once more, and checks that nothing is left which
    /// no row names.
    func conclude() throws {
        collections = []
        clock.advance(by: CondemnedBlobs.term + Self.grace + .seconds(600))
        let left = blobs.all.subtracting(rows.values)
        let removal = try BlobRemoval(
            database: database, blobs: blobs, settings: CollectionSettings())
        _ = try removal.step(condemning: left.sorted())
        _ = try removal.step(condemning: [])
        try removal.end()
        try noteRemoved()
        try check()
        guard blobs.all == Set(rows.values) else {
            throw Broken(description: "unused blobs were left")
        }
    }
}
