/// Why a backup or a restore was refused or stopped.
///
/// A backup that was there before is as it was; a target that was refused is unchanged.
public struct BackupError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// The folder holds files of others.
        case folderInUse
        /// The folder holds the backup of another store.
        case otherStore
        /// Another backup, or a restore, works with the folder.
        case busy
        /// Nothing in the folder is of a backup.
        case noBackup
        /// The folder holds part of a backup.
        case unfinished
        /// The manifest or the file of the rows is not what was written.
        case damaged
        /// Made by a newer version of the program.
        case newerVersion
        /// The rows of the store cannot be copied as they are.
        case damagedStore
        /// The database was away for so long that the store no longer waited for the backup.
        case leaseLost
        /// The caller asked to stop; a second run goes on.
        case interrupted
    }

    public let code: Code
    /// What failed, in one sentence.
    public let message: String
    /// What to do about it.
    public let remedy: String?

    init(_ code: Code, _ message: String, remedy: String) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }

    public var description: String { [message, remedy].compactMap { $0 }.joined(separator: " ") }
}
