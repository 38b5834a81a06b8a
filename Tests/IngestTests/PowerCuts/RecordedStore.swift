import Hashing
import Storage
import Synchronization
import TestSupport

@testable import Ingest

/// A store whose blobs and rows are written into one log, with what it acknowledged.
final class RecordedStore: Sendable {
    let folder: TemporaryFolder
    let log: DiskLog
    let vfs: RecordingVFS
    let calls: RecordingFileCalls
    private let kept = Mutex<[StorePromise]>([])

    /// Begins to record what happens in the folder, in which a store is or will be.
    init(_ folder: TemporaryFolder) throws {
        self.folder = folder
        log = try DiskLog(folder: folder.path)
        vfs = RecordingVFS(log: log)
        calls = RecordingFileCalls(root: folder.path(Self.name), log: log)
    }

    /// The folder of the store in the one that is recorded.
    static let name = "store"

    /// The promises so far, in order.
    var promises: [StorePromise] { kept.withLock { $0 } }

    /// Opens the store as a process would, with everything that it writes recorded.
    func open() throws -> Store {
        var engines = StoreEngines(
            location: StoreLocation(folder: folder.path(Self.name)), settings: StoreSettings())
        engines.fileCalls = calls
        engines.sqliteVFS = vfs.name
        return try Store(engines: engines, creating: true)
    }

    /// Takes bytes in and notes the acknowledgement.
    func add(_ bytes: [UInt8], to store: Store) throws {
        promise(try store.add(bytes).promise)
    }

    /// Notes what was acknowledged just now.
    func promise(_ promise: StorePromise) {
        log.begin()
        defer { log.end() }
        kept.withLock { $0.append(promise) }
        log.notePromise()
    }
}

extension Store {
    /// Takes bytes in as a new document.
    @discardableResult
    func add(_ bytes: [UInt8]) throws -> Receipt {
        let upload = try intake.begin()
        try bytes.withUnsafeBytes { try upload.write($0) }
        return try upload.finish(
            as: Submission(
                organization: organization, author: .user(founders.owner),
                place: .newDocument(DocumentDetails(title: "A document")),
                fileName: "document.pdf"))
    }
}

extension Receipt {
    var promise: StorePromise { .upload(versionID, digest, byteCount: byteCount) }
}
