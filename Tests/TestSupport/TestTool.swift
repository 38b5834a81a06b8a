internal import Foundation

/// A real second process for tests: the executable target `muniment-test-tool`.
public final class TestTool {
    /// Where the executable is: beside the bundle of the tests.
    public static let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("muniment-test-tool").path

    private let process = Process()
    private let output = Pipe()
    private let ended = Recorder<Int32>()
    private var unread: [UInt8] = []

    /// Starts the tool with a command and its arguments.
    public convenience init(_ arguments: String...) throws {
        try self.init(arguments: arguments)
    }

    /// Starts the tool with words that are in a list.
    public init(arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: Self.path)
        process.arguments = arguments
        process.standardOutput = output
        process.terminationHandler = { [ended] in ended.note($0.terminationStatus) }
        try process.run()
    }

    deinit {
        kill()
    }

    /// The number of the process.
    public var processID: Int32 { process.processIdentifier }

    /// The next line that it writes, without the end of the line.
    public func line(_ awaited: String, seconds: Double = 20) throws -> String {
        let deadline = Date(timeIntervalSinceNow: seconds)
        let descriptor = output.fileHandleForReading.fileDescriptor
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread.removeFirst(end + 1) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let left = deadline.timeIntervalSinceNow
            guard left > 0, poll(&request, 1, Int32(left * 1_000)) > 0 else {
                throw TimedOut(description: "waited \(seconds) s for \(awaited)")
            }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = read(descriptor, &bytes, bytes.count)
            guard count > 0 else {
                throw TimedOut(description: "the test tool ended before \(awaited)")
            }
            unread += bytes[..<count]
        }
    }

    /// Waits for its end and returns its exit code, or the signal that ended it.
    public func waitForEnd() throws -> Int32 {
        try ended.wait("the end of the test tool", seconds: 60)[0]
    }

    /// Ends it as `kill -9` does, and waits for its end.
    public func kill() {
        guard ended.all.isEmpty else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        _ = try? ended.wait("the end of the test tool")
    }
}
