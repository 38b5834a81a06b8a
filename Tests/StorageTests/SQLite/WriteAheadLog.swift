import Foundation

/// The write-ahead log of a SQLite database, read as bytes, to count commits.
///
/// Format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log.
struct WriteAheadLog {
    private let bytes: [UInt8]

    init(databasePath: String) throws {
        bytes = Array(try Data(contentsOf: URL(fileURLWithPath: databasePath + "-wal")))
    }

    /// How many frames end a transaction: those that state the database's size.
    ///
    /// Right while the log was not begun anew, that is below
    /// `PRAGMA wal_autocheckpoint` pages.
    var commitCount: Int {
        let frameLength = 24 + number(at: 8)
        let starts = stride(from: 32, to: bytes.count - frameLength + 1, by: frameLength)
        return starts.filter { number(at: $0 + 4) != 0 && hasSalt(at: $0 + 8) }.count
    }

    private func hasSalt(at offset: Int) -> Bool {
        bytes[offset..<offset + 8] == bytes[16..<24]
    }

    private func number(at offset: Int) -> Int {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
