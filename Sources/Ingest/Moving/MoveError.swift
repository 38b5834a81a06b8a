/// Why a move was refused or stopped. The source is as it was.
public struct MoveError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// The targets that were named are not accepted.
        case badTarget
        /// The target holds a store, or part of another one; nothing was changed there.
        case targetInUse
        /// Workers read documents of the source.
        case sourceInUse
        /// The caller asked to stop; a second move goes on.
        case interrupted
        /// Another process has finished the same move meanwhile.
        case finishedElsewhere
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
