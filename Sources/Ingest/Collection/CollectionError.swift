internal import Storage

/// Why a collection was refused or stopped. What it removed until then nothing used.
public struct CollectionError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// A backup copies what rows name.
        case backupRunning
        /// The rows were moved to another database, whose rows name the same blobs.
        case movedAway
        /// Another collection removes blobs, or was cut off a moment ago.
        case collectionRunning
        /// Another collection has begun meanwhile.
        case superseded
        /// A removal was held up for so long that it may not go on.
        case stalled
        /// The caller asked to stop.
        case interrupted
    }

    public let code: Code
    /// What failed, in one sentence.
    public let message: String
    /// What to do about it.
    public let remedy: String?

    private init(_ code: Code, _ message: String, remedy: String) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }

    public var description: String { [message, remedy].compactMap { $0 }.joined(separator: " ") }
}

extension CollectionError {
    static func backupRunning(until moment: Timestamp) -> CollectionError {
        CollectionError(
            .backupRunning, "A backup is running: nothing is removed before \(moment.rfc3339).",
            remedy: "Run `muniment gc` again when it has ended.")
    }

    static func collectionRunning(until moment: Timestamp) -> CollectionError {
        CollectionError(
            .collectionRunning, "Another collection removes blobs, or was cut off a moment ago.",
            remedy: "Run `muniment gc` again when it has ended, or after \(moment.rfc3339).")
    }

    static let movedAway = CollectionError(
        .movedAway,
        "The rows of this store were moved to another database, which uses the same files.",
        remedy: "Name that one with --database.")

    static let superseded = CollectionError(
        .superseded, "Another collection has begun meanwhile, so this one has stopped.",
        remedy: "Leave the rest to the other one.")

    static let stalled = CollectionError(
        .stalled, "The collection was held up for too long, so it has stopped.",
        remedy: "Run `muniment gc` again when the machine and the store are less busy.")

    static let interrupted = CollectionError(
        .interrupted, "Interrupted: what is left to remove stays.",
        remedy: "Run `muniment gc` again.")
}
