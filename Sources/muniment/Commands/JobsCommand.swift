import Ingest
import Storage
import Worker

/// `muniment jobs`: the queue.
struct JobsCommand: Command {
    static let specification = CommandSpecification(
        name: "jobs",
        summary: "Look at the queue and change it.",
        subcommands: [
            CommandSpecification(
                name: "list", summary: "List the newest jobs: who holds them, since when.",
                options: [
                    .value(
                        "state", "STATE",
                        help: "Only these: available, running, completed, failed, cancelled."),
                    .value("limit", letter: "n", "N", default: "50", help: "The most to list."),
                ],
                examples: [
                    CommandExample(
                        command: "muniment jobs list --state failed",
                        explanation: "What was given up.")
                ]),
            CommandSpecification(
                name: "show", summary: "Show a job and its errors.",
                positionals: [PositionalArgument("job", help: "The job's number.")]),
            CommandSpecification(
                name: "retry", summary: "Run a finished job again, from the stored bytes.",
                positionals: [
                    PositionalArgument("job", help: "The job's number, a document or a version.")
                ]),
            CommandSpecification(
                name: "cancel", summary: "Call a job off.",
                positionals: [PositionalArgument("job", help: "The job's number.")]),
        ],
        defaultSubcommand: "list",
        examples: [
            CommandExample(command: "muniment jobs", explanation: "The newest jobs."),
            CommandExample(
                command: "muniment jobs retry 17", explanation: "Read a document again."),
        ])

    private let arguments: ParsedArguments
    private let action: Action

    private enum Action {
        case list(JobState?, limit: Int)
        case show(JobID)
        case retry(String)
        case cancel(JobID)
    }

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        switch arguments.subcommand {
        case "show": action = .show(try Self.job(arguments))
        case "retry": action = .retry(arguments.positional("job"))
        case "cancel": action = .cancel(try Self.job(arguments))
        default:
            action = .list(
                try arguments.choice("state", of: JobState.self),
                limit: try arguments.requiredInteger("limit", in: 1...1_000_000))
        }
    }

    private static func job(_ arguments: ParsedArguments) throws -> JobID {
        let text = arguments.positional("job")
        guard let number = Int64(text), number > 0 else {
            throw arguments.error(
                "\"\(text)\" is not the number of a job.", remedy: "`muniment jobs` lists them.")
        }
        return JobID(number)
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        switch action {
        case .list(let state, let limit):
            try list(try store.queue.list(state, limit: limit), on: terminal)
        case .show(let id):
            try show(id, in: store, on: terminal)
        case .retry(let name):
            try show(try retry(name, in: store), in: store, on: terminal)
            terminal.report("It waits for a worker: `muniment worker` runs one.")
        case .cancel(let id):
            let state = try store.queue.cancel(id)
            try show(id, in: store, on: terminal)
            if state == .running { terminal.report("Its worker stops within a few seconds.") }
        }
        return .done
    }

    private func retry(_ name: String, in store: Store) throws -> JobID {
        let reprocessing = Reprocessing(store: store)
        guard let number = Int64(name) else {
            return try reprocessing.retry(version: try store.catalog.version(named: name))
        }
        try reprocessing.retry(JobID(number))
        return JobID(number)
    }

    // MARK: - Printing

    private func list(_ jobs: [Job], on terminal: Terminal) throws {
        if arguments.flag("json") {
            for job in jobs { try terminal.printJSON(JobSummary(job)) }
            return
        }
        guard !jobs.isEmpty else { return try terminal.print("There are no such jobs.") }
        var table = TextTable([
            .init("Job", .right), .init("Kind", shrinks: false), .init("State", shrinks: false),
            .init("Page", .right), .init("Since", shrinks: false),
            .init("Subject", shrinks: false), .init("Held by"),
        ])
        let today = Timestamp.now().day
        for job in jobs {
            let since = job.since
            table.append([
                "\(job.id)", job.kind, job.stateText, job.pageText,
                since.day == today ? since.timeOfDay : since.day, job.subject, job.worker ?? "",
            ])
        }
        try terminal.print(table)
    }

    private func show(_ id: JobID, in store: Store, on terminal: Terminal) throws {
        let job = try store.queue.find(id)
        let errors = try store.queue.errors(of: id)
        if arguments.flag("json") {
            return try terminal.printJSON(JobSummary(job, errors))
        }
        var table = TextTable([.init("Job", shrinks: false), .init("\(job.id)")])
        table.append(["Kind", job.kind])
        table.append(["Subject", job.subject])
        if let version = try? store.catalog.version(named: job.subject) {
            table.append(["Document", version.documentID.text])
            table.append(["File", version.fileName])
        }
        table.append(["State", job.stateText])
        table.append(["Since", job.since.rfc3339])
        table.append(["Attempt", "\(job.status.attempt) of \(job.status.maxAttempts)"])
        if !job.pageText.isEmpty { table.append(["Page", job.pageText]) }
        if let worker = job.worker { table.append(["Held by", worker]) }
        for error in errors {
            table.append(["Error", "\(error.at.rfc3339) \(error.code): \(error.message)"])
        }
        try terminal.print(table)
    }
}

/// A job as `--json` prints it.
private struct JobSummary: Encodable {
    let id: Int64
    let kind: String
    let subject: String
    let state: String
    let attempt: Int
    let max_attempts: Int
    let claim: Int64
    let priority: Int
    @ExplicitNull private(set) var worker: String?
    let enqueued_at: String
    let run_at: String
    @ExplicitNull private(set) var claimed_at: String?
    @ExplicitNull private(set) var lease_until: String?
    @ExplicitNull private(set) var finished_at: String?
    let cancel_requested: Bool
    let progress_done: Int
    @ExplicitNull private(set) var progress_total: Int?
    /// Only of a single job.
    let errors: [Entry]?

    struct Entry: Encodable {
        let at: String
        let attempt: Int
        let failure_class: String
        let code: String
        let message: String
    }

    init(_ job: Job, _ errors: [JobErrorEntry]? = nil) {
        id = job.id.number
        kind = job.kind
        subject = job.subject
        state = job.status.state.rawValue
        attempt = job.status.attempt
        max_attempts = job.status.maxAttempts
        claim = job.status.claim
        priority = job.priority
        worker = job.worker
        enqueued_at = job.enqueuedAt.rfc3339
        run_at = job.status.runAt.rfc3339
        claimed_at = job.claimedAt?.rfc3339
        lease_until = job.status.leaseUntil?.rfc3339
        finished_at = job.status.finishedAt?.rfc3339
        cancel_requested = job.status.cancelRequested
        progress_done = job.progress.done
        progress_total = job.progress.total
        self.errors = errors?.map { error in
            Entry(
                at: error.at.rfc3339, attempt: error.attempt, failure_class: error.failureClass,
                code: error.code, message: error.message)
        }
    }
}

extension Job {
    fileprivate var stateText: String {
        status.state == .running && status.cancelRequested ? "cancelling" : status.state.rawValue
    }

    /// When it came into its state.
    fileprivate var since: Timestamp {
        switch status.state {
        case .available: status.runAt
        case .running: claimedAt ?? enqueuedAt
        case .completed, .failed, .cancelled: status.finishedAt ?? enqueuedAt
        }
    }

    /// The page it is on, or how many it has read, of how many.
    fileprivate var pageText: String {
        guard let total = progress.total else { return "" }
        let page = status.state == .running ? min(progress.done + 1, total) : progress.done
        return "\(page)/\(total)"
    }
}
