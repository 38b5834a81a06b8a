internal import Foundation
internal import Hashing
internal import Storage

/// What a backup consists of; see `docs/backup-format.md`.
///
/// Written last: a folder with a manifest holds a whole backup, one without holds none.
struct BackupManifest: Codable, Hashable {
    /// The newest format that this program knows, and the one it writes.
    static let knownFormat = 1

    var format = knownFormat
    /// The version of the program that wrote it.
    var program: String
    /// The name of the store, see `StoreIdentity`.
    var store: String
    /// Everything that was acknowledged before is in it; RFC 3339.
    var takenAt: String
    /// The schema of the rows, ascending.
    var migrations: [Step]
    var rows: File
    var blobs: Extent
    /// What rows name and the backup has no whole blob of, ascending.
    var absent: [String]

    /// A migration that was run.
    struct Step: Codable, Hashable {
        var id: String
        var sha256: String
    }

    /// The file of the rows.
    struct File: Codable, Hashable {
        var sha256: String
        var bytes: Int
    }

    /// The blobs that the rows name.
    struct Extent: Codable, Hashable {
        var count: Int
        var bytes: Int
    }

    private enum CodingKeys: String, CodingKey {
        case format, program, store, migrations, rows, blobs, absent
        case takenAt = "taken_at"
    }
}

extension BackupManifest {
    /// What every format has.
    private struct Head: Decodable {
        let format: Int
        let program: String
    }

    /// Reads a manifest; throws `BackupError` for one of a newer format and for what is none.
    init(_ bytes: [UInt8]) throws(BackupError) {
        let decoder = JSONDecoder()
        let head: Head
        do {
            head = try decoder.decode(Head.self, from: Data(bytes))
        } catch {
            throw Self.unreadable
        }
        guard head.format <= Self.knownFormat else {
            throw BackupError(
                .newerVersion,
                "The backup has format \(head.format), this program knows \(Self.knownFormat): it "
                    + "was made by muniment \(head.program).",
                remedy: "Use that version or a newer one.")
        }
        do {
            self = try decoder.decode(Self.self, from: Data(bytes))
        } catch {
            throw Self.unreadable
        }
        guard Digest(hex: rows.sha256)?.hex == rows.sha256 else { throw Self.unreadable }
    }

    private static let unreadable = BackupError(
        .damaged, "The manifest of the backup is damaged.",
        remedy: "Bring \(BackupFolder.manifestName) back from a copy, or remove it: the next "
            + "`muniment backup` then writes it anew and keeps the blobs.")

    /// As it is written, with a line feed at its end.
    var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
        }
    }

    /// The name of the file of the rows.
    var rowsName: String { BackupFolder.rowsName(rows.sha256) }

    /// Throws for rows whose schema only a newer program knows.
    func requireKnownSchema() throws(BackupError) {
        let known = Set(Store.migrations.map(\.id))
        guard let unknown = migrations.map(\.id).first(where: { !known.contains($0) }) else {
            return
        }
        throw BackupError(
            .newerVersion,
            "The backup was made by muniment \(program), which has the migration \(unknown) that "
                + "this program does not know.",
            remedy: "Use that version or a newer one.")
    }
}
