public import Storage

/// The number of a job, never used twice.
public struct JobID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let number: Int64

    public init(_ number: Int64) {
        self.number = number
    }

    public var description: String { String(number) }

    public static func < (left: JobID, right: JobID) -> Bool {
        left.number < right.number
    }
}

extension JobID: SQLBindable {
    public var sqlValue: SQLValue { .integer(number) }
}

/// What a job is to do, as it is enqueued.
public struct NewJob: Hashable, Sendable {
    /// Names the handler.
    public var kind: String
    /// Whose turn it counts as.
    public var tenant: String
    /// The name of the thing it is about, such as a version.
    public var subject: String
    /// Anything the handler needs beyond the subject, as JSON.
    public var payload: String
    /// At most one live job has this key.
    public var uniqueKey: String?
    /// 0…9, greater is sooner; a step is worth `priorityStep` of waiting.
    public var priority: Int
    public var maxAttempts: Int
    /// Not before this moment; at once where `nil`.
    public var runAt: Timestamp?

    /// The priority of work that nobody asked to be sooner or later.
    public static let defaultPriority = 5
    /// Default number of attempts before a job is given up.
    public static let defaultMaxAttempts = 5
    /// How much earlier one step of priority lets a job start, at the most: a job
    /// that waited so long goes before newer ones of the next priority.
    public static let priorityStep: Duration = .seconds(60)

    public init(
        kind: String, tenant: String, subject: String, payload: String = "{}",
        uniqueKey: String? = nil, priority: Int = NewJob.defaultPriority,
        maxAttempts: Int = NewJob.defaultMaxAttempts, runAt: Timestamp? = nil
    ) {
        precondition((0...9).contains(priority) && maxAttempts > 0)
        self.kind = kind
        self.tenant = tenant
        self.subject = subject
        self.payload = payload
        self.uniqueKey = uniqueKey
        self.priority = priority
        self.maxAttempts = maxAttempts
        self.runAt = runAt
    }
}

/// A job as it stands in the queue.
public struct Job: Hashable, Sendable {
    public let id: JobID
    public let kind: String
    public let tenant: String
    public let subject: String
    public let payload: String
    public let priority: Int
    public let enqueuedAt: Timestamp
    public let status: JobStatus
    /// Who holds it; set exactly while running.
    public let worker: String?
    /// When it was claimed last.
    public let claimedAt: Timestamp?
    public let progress: JobProgress
}

/// How far a job has come, in units of its handler, such as pages.
public struct JobProgress: Hashable, Sendable {
    public var done: Int
    /// `nil` until it is known.
    public var total: Int?

    public init(done: Int, total: Int?) {
        self.done = done
        self.total = total
    }
}

/// What went wrong in one attempt.
public struct JobFailure: Error, Hashable, Sendable {
    public var failureClass: FailureClass
    /// A word for programs, such as `needs_password`.
    public var code: String
    /// A sentence for people. Holds no secrets and no document text.
    public var message: String

    public init(_ failureClass: FailureClass, code: String, message: String) {
        self.failureClass = failureClass
        self.code = code
        self.message = message
    }
}

/// A line of a job's history of errors.
public struct JobErrorEntry: Hashable, Sendable {
    public let attempt: Int
    public let at: Timestamp
    /// The failure's class, or `lapse` where the lease ran out.
    public let failureClass: String
    public let code: String
    public let message: String
}
