import Foundation

/// Runs the benchmarks that the arguments name, or all.
///
///     Benchmarks [CASE…] [--rounds N] [--originals N] [--siblings N] [--seed N]
///                [--folder FOLDER] [--files PDF…]
@main
struct Benchmarks {
    static let cases: [any BenchmarkCase.Type] = [
        PipelineCase.self, SinglePageCase.self, UploadCase.self, QueueCase.self,
        QueueProcessesCase.self, RecoveryCase.self, ClaimsCase.self, QueueChaosCase.self,
        DistributedCase.self, S3Case.self, HammingIndexCase.self, DuplicatesCase.self,
        DuplicateCostsCase.self, PageIndexCase.self, LinksCase.self, HTTPCase.self,
        EntryPageCase.self, MarkingCase.self, VerifyCase.self, BackupCase.self,
        HostileNeighbourCase.self,
    ]

    /// What a first argument makes of this executable: one of the processes of a case.
    private static let children: [String: @Sendable ([String]) throws -> Void] = [
        QueueProcessesCase.childArgument: QueueProcessesCase.runChild,
        ClaimsCase.childArgument: ClaimsCase.runChild,
        QueueChaosCase.childArgument: QueueChaosCase.runChild,
    ]

    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            if let name = arguments.first, let runChild = children[name] {
                try runChild(Array(arguments.dropFirst()))
            } else {
                try runCases(arguments)
            }
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func runCases(_ arguments: [String]) throws {
        let settings = try BenchmarkSettings(arguments)
        print(Machine.description)
        for type in cases where settings.isChosen(type.name) {
            print("\n## \(type.title)\n")
            try type.init(settings).run()
        }
    }
}
