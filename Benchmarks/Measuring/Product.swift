import Foundation

/// The built program, run as a user runs it.
struct Product {
    /// Beside this executable: both are products of one build.
    static var path: String { (ownPath as NSString).deletingLastPathComponent + "/muniment" }

    /// This executable.
    static var ownPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    }

    /// A finished run.
    struct Run {
        let exitCode: Int32
        let output: String
        let seconds: Double
        /// The largest resident set of the process itself, in MiB.
        let peakMiB: Double
    }

    /// How long a run took, in milliseconds.
    struct Time {
        /// From the start to the end.
        let whole: Double
        /// Of the processors, also for helpers, whatever else the machine did.
        let processor: Double
    }

    /// Runs the program and drops its output.
    ///
    /// Without `Process`, which looks for the end of a process now and then, not at once.
    static func time(_ arguments: [String]) throws -> Time {
        let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let settings = environment.map { strdup($0) } + [nil]
        defer { for word in words + settings { free(word) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        var (process, status): (pid_t, Int32) = (0, 0)
        let before = ProcessTime.ofEndedChildren()
        let seconds = Measurement.seconds {
            if posix_spawn(&process, path, &actions, nil, words, settings) != 0 { status = -1 }
            while status == 0, waitpid(process, &status, 0) < 0 && errno == EINTR {}
        }
        guard status == 0 else {
            throw BenchmarkFailure("muniment \(arguments.joined(separator: " ")) failed")
        }
        return Time(
            whole: seconds * 1_000, processor: (ProcessTime.ofEndedChildren() - before) * 1_000)
    }

    /// Runs a program to its end; its standard error is passed on.
    static func run(_ program: String = path, _ arguments: [String]) throws -> Run {
        let pipe = Pipe()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        // `time` of GNU is not everywhere; the shell's child usage would add up helpers.
        process.arguments = [program] + arguments
        process.standardOutput = pipe
        var peak = 0.0
        var output = Data()
        let seconds = try Measurement.seconds {
            try process.run()
            let watch = PeakWatch(process.processIdentifier)
            output = pipe.fileHandleForReading.readDataToEndOfFile()
            peak = watch.finish()
            process.waitUntilExit()
        }
        return Run(
            exitCode: process.terminationStatus,
            output: String(decoding: output, as: UTF8.self), seconds: seconds, peakMiB: peak)
    }
}

/// Reads a process's own high-water mark while it lives.
private final class PeakWatch: @unchecked Sendable {
    // Sendable: `peak` and `isOver` are only touched with `lock` held.
    private let lock = NSLock()
    private var peak = 0.0
    private var isOver = false
    private let done = DispatchSemaphore(value: 0)

    init(_ process: Int32) {
        Thread.detachNewThread { [self] in
            while !lock.withLock({ isOver }) {
                if let now = Self.highWaterMark(of: process) { lock.withLock { peak = now } }
                Thread.sleep(forTimeInterval: 0.005)
            }
            done.signal()
        }
    }

    func finish() -> Double {
        lock.withLock { isOver = true }
        done.wait()
        return lock.withLock { peak }
    }

    private static func highWaterMark(of process: Int32) -> Double? {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
        else { return nil }
        return kilobytes / 1_024
    }
}

/// A folder that goes with the last reference to it.
final class ScratchFolder {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("muniment-bench-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
