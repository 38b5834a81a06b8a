internal import Foundation
internal import Storage

/// The rows of a backup with the schema of this program.
final class RestoredRows {
    let database: any Database
    /// The copy that was migrated; goes with this object.
    private let scratch: String?

    /// Opens the file of the rows, and leaves it as it is. One of an older schema is copied into
    /// the folder of the target, and migrated there.
    init(of path: String, besides target: StoreLocation) throws {
        let file = SQLiteFile(path: path)
        let migrator = Migrator(Store.migrations)
        guard try !migrator.missing(in: file).isEmpty else {
            database = file
            scratch = nil
            return
        }
        let folder = "\(target.folder)/restored-rows"
        scratch = folder
        database = try Self.copy(path, into: folder)
        try migrator.migrate(database, at: database.now())
    }

    private static func copy(_ path: String, into folder: String) throws -> SQLiteDatabase {
        let files = FileManager.default
        do {
            if files.fileExists(atPath: folder) { try files.removeItem(atPath: folder) }
            try PrivateFolder(path: folder).make()
            try files.copyItem(atPath: path, toPath: "\(folder)/rows.db")
        } catch {
            try? files.removeItem(atPath: folder)
            throw StorageError(
                .inputOutput, "The rows of the backup cannot be copied.", path: folder,
                cause: error)
        }
        return try SQLiteDatabase(path: "\(folder)/rows.db")
    }

    deinit {
        if let scratch { try? FileManager.default.removeItem(atPath: scratch) }
    }
}
