internal import Synchronization

/// What is noted about a request while it runs, for its line in the log.
public final class RequestTrace: Sendable {
    /// What the handler found out.
    public struct Notes: Hashable, Sendable {
        /// Whose credentials were accepted, such as `usr_…` or `key_…`.
        public var subject: String?
        /// The code of the error that was answered, in the words of the surface.
        public var errorCode: String?
        /// What went wrong inside, for whoever keeps the server; never part of an answer.
        public var failure: String?
        /// Stored bytes that could not be sent.
        public var unsoundBlob: UnsoundBlob?
    }

    private let state = Mutex(Notes())

    init() {}

    /// What is known so far.
    public var notes: Notes { state.withLock { $0 } }

    /// Notes whose credentials were accepted.
    public func note(subject: String) {
        state.withLock { $0.subject = subject }
    }

    /// Notes the code of the error that is answered.
    public func note(errorCode: String) {
        state.withLock { $0.errorCode = errorCode }
    }

    /// Notes stored bytes that are not sent, or not to their end.
    public func note(_ blob: UnsoundBlob) {
        state.withLock {
            $0.unsoundBlob = blob
            $0.errorCode = blob.code
            $0.failure = blob.description
        }
    }

    /// Notes the description of an error that nobody expected. It must hold no secrets.
    public func note(failure: String) {
        state.withLock { $0.failure = failure }
    }
}
