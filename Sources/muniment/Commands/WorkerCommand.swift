import Dispatch
import Ingest
import Storage
import Worker

/// `muniment worker`: runs jobs until it is told to stop.
struct WorkerCommand: Command {
    static let specification = CommandSpecification(
        name: "worker",
        summary: "Run jobs until SIGTERM or SIGINT.",
        discussion: """
            Any number of workers may share a store. On a signal, running jobs are finished or \
            handed back within 10 seconds; a second signal ends it at once.
            """,
        options: ReadingOptions.options,
        examples: [
            CommandExample(
                command: "muniment worker --workers 4", explanation: "Read four at once.")
        ])

    private let arguments: ParsedArguments
    private let reading: ReadingOptions

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        reading = try ReadingOptions(arguments)
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore(matching: reading.matching)
        let stopped = DispatchSemaphore(value: 0)
        // Before any helper is started, which inherits what is done with signals.
        let interruption = Interruption { stopped.signal() }
        let runner = reading.makeRunner(for: store, reportingTo: terminal)
        runner.start()
        terminal.report(
            "Reading documents of \(store.location), \(reading.workers) at once. "
                + "SIGTERM or Control-C stops it.")
        stopped.wait()
        terminal.report("Stopping: running jobs are finished or handed back.")
        runner.drain()
        withExtendedLifetime(interruption) {}
        return .done
    }
}
