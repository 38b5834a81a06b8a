import API
import Dispatch
import Foundation
import Ingest
import Sharing
import Storage
import Worker

/// `muniment serve`: HTTP and jobs in one process.
struct ServeCommand: Command {
    static let specification = CommandSpecification(
        name: "serve",
        summary: "Serve documents over HTTP, and read them.",
        discussion: """
            The first start makes the store and prints an API key, this once; `muniment keys` \
            makes more. On SIGTERM or SIGINT nothing new is accepted, and running requests and \
            jobs may finish; a second signal ends it at once. Each request is a line of JSON \
            on standard error.
            """,
        options: ServeOptions.options + ReadingOptions.options,
        examples: [
            CommandExample(
                command: "muniment serve", explanation: "On this machine, at port 8080."),
            CommandExample(
                command: "muniment serve --listen 0.0.0.0:443 --tls-certificate cert.pem "
                    + "--tls-key key.pem --public-url https://documents.example.org",
                explanation: "For everybody, with TLS."),
        ])

    private let arguments: ParsedArguments
    private let options: ServeOptions
    private let reading: ReadingOptions

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        options = try ServeOptions(arguments)
        reading = try ReadingOptions(arguments)
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore(
            creating: true, arrivalPolicy: options.policy, matching: reading.matching)
        let stopped = DispatchSemaphore(value: 0)
        // Before any helper is started, which inherits what is done with signals.
        let interruption = Interruption { stopped.signal() }
        let process = ServedProcess(version: Muniment.version)
        let runner = reading.makeRunner(
            for: store, reportingTo: terminal, drainGrace: options.drain, counting: process)
        let server = DocumentServer(
            store: store, duplicateSearch: reading.makeSearch(of: store),
            copies: ReadingOptions.makeCopies(of: store), process: process,
            settings: options.settings, log: log)
        let address = try server.start()
        runner.start()
        try announce(address, firstKey: try makeFirstKey(of: store), on: terminal)
        stopped.wait()
        terminal.report("Stopping: running requests and jobs may finish.")
        drain(server, runner)
        withExtendedLifetime(interruption) {}
        return .done
    }

    private var log: any RequestLog {
        options.writesAccessLog ? JSONLineLog(descriptor: STDERR_FILENO) : SilentLog()
    }

    /// Both at the same time, so that the limit holds for the whole.
    private func drain(_ server: DocumentServer, _ runner: JobRunner) {
        let group = DispatchGroup()
        let limit = options.drain
        DispatchQueue.global().async(group: group) { server.drain(within: limit) }
        runner.drain()
        group.wait()
    }

    /// A key that acts as the store's bot, where the store has never had one.
    private func makeFirstKey(of store: Store) throws -> String? {
        let keys = APIKeys(database: store.database, environment: options.settings.environment)
        let owner = Subject.owner(of: store)
        guard try keys.list(includingRevoked: true, limit: 1, as: owner).isEmpty else {
            return nil
        }
        return try keys.create(
            named: "First key", for: .bot(store.founders.bot), expiresAt: nil, as: owner
        ).secret
    }

    private func announce(
        _ address: ListenAddress, firstKey: String?, on terminal: Terminal
    ) throws {
        let scheme = options.settings.http.tls == nil ? "http" : "https"
        let url = "\(scheme)://\(address)"
        if arguments.flag("json") {
            try terminal.printJSON(Announcement(url: url, api_key: firstKey))
            return
        }
        try terminal.print("Serving \(url)")
        if let firstKey {
            try terminal.print("API key, shown this once: \(firstKey)")
        }
        try terminal.flush()
    }

    private struct Announcement: Encodable {
        let url: String
        let api_key: String?
    }
}

/// Writes nothing.
private struct SilentLog: RequestLog {
    func record(_ entry: RequestLogEntry) {}
    func note(_ message: String) {}
}
