import Foundation

/// The machine and the command, printed above all figures.
enum Machine {
    static var description: String {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let memory = ProcessInfo.processInfo.physicalMemory >> 30
        let command = CommandLine.arguments.dropFirst().joined(separator: " ")
        return "\(processor), \(cores) cores, \(memory) GiB; command: Benchmarks \(command)"
    }

    private static var processor: String {
        let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let name = lines.split(separator: "\n").first { $0.hasPrefix("model name") }
        return name?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
            ?? "unknown processor"
    }
}
