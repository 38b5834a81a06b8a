import Foundation

/// Runs the benchmarks that the arguments name, or all.
///
///     Benchmarks [CASE…] [--rounds N] [--files PDF…]
@main
struct Benchmarks {
    static let cases: [any BenchmarkCase.Type] = [
        PipelineCase.self, SinglePageCase.self, UploadCase.self, QueueCase.self,
        QueueProcessesCase.self, RecoveryCase.self, HammingIndexCase.self,
    ]

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == QueueProcessesCase.childArgument {
            return try QueueProcessesCase.runChild(Array(arguments.dropFirst()))
        }
        let settings = try BenchmarkSettings(arguments)
        print(Machine.description)
        for type in cases where settings.isChosen(type.name) {
            print("\n## \(type.title)\n")
            try type.init(settings).run()
        }
    }
}
