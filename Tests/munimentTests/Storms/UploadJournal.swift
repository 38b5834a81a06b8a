import Foundation
import Hashing
import HostileDocuments
import Synchronization

@testable import Ingest

/// What the server has acknowledged, kept outside of the store.
final class UploadJournal: Sendable {
    /// An upload whose acknowledgement was read to its end.
    struct Entry: Sendable {
        let document: String
        let version: String
        let digest: Digest
        let byteCount: Int
        /// Which of the storm's papers it is.
        let paper: Int
    }

    private let entries = Mutex<[Entry]>([])

    var all: [Entry] { entries.withLock { $0 } }

    func note(_ entry: Entry) { entries.withLock { $0.append(entry) } }

    /// Any entry; nil as long as there is none.
    func any(_ generator: inout some RandomNumberGenerator) -> Entry? {
        let random = generator.next()
        return entries.withLock { entries in
            entries.isEmpty ? nil : entries[Int(random % UInt64(entries.count))]
        }
    }
}
