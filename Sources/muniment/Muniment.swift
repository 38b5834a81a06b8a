import Foundation
import Ingest
import Worker

/// The `muniment` program.
@main
struct Muniment {
    /// What `--version` prints.
    static let version = "0.1.0"

    /// Every command, in the order of the help.
    static let commands: [any Command.Type] = [
        AddCommand.self, ListCommand.self, ShowCommand.self, TextCommand.self, RecordCommand.self,
        DuplicatesCommand.self, CompareCommand.self, ServeCommand.self, ExportCommand.self,
        LinksCommand.self, EntryPageCommand.self, WatermarkCommand.self, OrganizationCommand.self,
        KeysCommand.self, JobsCommand.self, WorkerCommand.self, VerifyCommand.self,
        GCCommand.self, BackupCommand.self, RestoreCommand.self, MoveCommand.self,
    ]

    /// The program's own options; the commands and `--help` are added to them.
    static let specification = CommandSpecification(
        name: "muniment",
        summary: "A document system of record: keeps every version, reads it, finds it again.",
        sharedOptions: StoreOptions.options + [
            .flag("json", help: "Print one line of JSON a result, for programs.")
        ])

    /// The program as `main` and the tests run it.
    static let program = Program(specification, version: version, commands: commands)

    /// Runs the process's arguments and exits with the command's code.
    static func main() {
        ProcessMemory.keepForReuse()
        // Not a command of the user's: each document starts one, so it comes first.
        runHelper(named: CommandLine.arguments.dropFirst().first)
        let process = ProcessInfo.processInfo
        let terminal = Terminal.standard(environment: process.environment)
        let code = program.run(
            Array(process.arguments.dropFirst()), environment: process.environment,
            terminal: terminal)
        exit(code.rawValue)
    }

    /// Runs a hidden subcommand and ends the process; returns for any other word.
    private static func runHelper(named word: String?) {
        let helpers = [
            ExtractionHelper.subcommand: ExtractionHelper.run,
            CopyHelper.subcommand: CopyHelper.run,
        ]
        guard let helper = word.flatMap({ helpers[$0] }) else { return }
        // Control-C reaches every process of a terminal; only its parent ends a helper.
        signal(SIGINT, SIG_IGN)
        exit(helper())
    }
}
