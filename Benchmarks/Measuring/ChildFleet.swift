import Foundation

/// Processes of this executable that prepare themselves and then start together.
final class ChildFleet {
    private let children: [Child]

    private struct Child {
        let process = Process()
        let input = Pipe()
        let output = Pipe()
    }

    /// Starts `count` processes with these arguments, the first of which names the case.
    init(_ count: Int, _ arguments: [String]) throws {
        children = try (0..<count).map { _ in
            let child = Child()
            child.process.executableURL = URL(fileURLWithPath: "/proc/self/exe")
            child.process.arguments = arguments
            child.process.standardInput = child.input
            child.process.standardOutput = child.output
            try child.process.run()
            return child
        }
    }

    /// Waits until every process has called `ready()`, then lets all of them go.
    func release() throws {
        for child in children {
            guard child.output.fileHandleForReading.availableData == Self.readyLine else {
                throw BenchmarkFailure("a process of the benchmark ended before its start")
            }
        }
        for child in children {
            try child.input.fileHandleForWriting.write(contentsOf: Self.goLine)
        }
    }

    /// Tells the processes that wait for it in `waitForStop()` to end.
    func stop() throws {
        for child in children { try child.input.fileHandleForWriting.close() }
    }

    /// Waits until all have ended; throws where one has failed.
    func waitForEnd() throws {
        for child in children { child.process.waitUntilExit() }
        let failed = children.count { $0.process.terminationStatus != 0 }
        guard failed == 0 else {
            throw BenchmarkFailure("\(failed) of \(children.count) processes failed")
        }
    }

    // MARK: - In a child

    private static let readyLine = Data("ready\n".utf8)
    private static let goLine = Data("go\n".utf8)

    /// Says that all is prepared, and returns when the others are ready as well.
    static func ready() throws {
        try FileHandle.standardOutput.write(contentsOf: readyLine)
        _ = FileHandle.standardInput.availableData
    }

    /// Returns when the parent calls `stop()`, or is no more.
    static func waitForStop() throws {
        _ = try FileHandle.standardInput.readToEnd()
    }
}
