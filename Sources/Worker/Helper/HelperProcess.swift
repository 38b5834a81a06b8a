internal import CLinux
internal import Foundation

/// A child process that reads hostile input for us.
///
/// It has a socket as its descriptor 3, an empty environment, `/dev/null` for the
/// standard streams, and nothing else of ours. Used by one thread at a time; the
/// process is killed and reaped with the last reference.
public final class HelperProcess {
    /// How the process ended.
    public enum Ending: Hashable, Sendable {
        case exited(CInt)
        case killed(signal: CInt)
    }

    /// What a helper is started from.
    public struct Executable: Hashable, Sendable {
        public var path: String
        /// Without the name of the program.
        public var arguments: [String]

        public init(path: String, arguments: [String]) {
            self.path = path
            self.arguments = arguments
        }
    }

    /// The descriptor on which a helper finds its socket.
    public static let channelDescriptor: CInt = 3

    /// Speaks with the process.
    public let channel: FrameChannel
    public let processID: Int32
    private var ending: Ending?

    /// Starts a process; it may not have come to its first instruction yet.
    ///
    /// Throws `JobFailure` of class `transient` where the system has no room for
    /// another process.
    public init(_ executable: Executable, maxPayload: Int) throws {
        var sockets: [CInt] = [-1, -1]
        let type = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &sockets) == 0 else {
            throw Self.failure("socketpair", errno)
        }
        defer { close(sockets[1]) }
        channel = FrameChannel(takingOwnership: sockets[0], maxPayload: maxPayload)
        processID = try Self.spawn(executable, channel: sockets[1])
    }

    deinit {
        kill()
    }

    /// Ends the process at once and waits for its end; harmless when it has ended.
    @discardableResult
    public func kill() -> Ending {
        if ending == nil { Foundation.kill(processID, SIGKILL) }
        return waitForEnd()
    }

    /// Has other processes go first from now on: it gets what they leave of the processors.
    public func stepBack() {
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(processID), 10)
    }

    /// Waits until the process has ended.
    @discardableResult
    public func waitForEnd() -> Ending {
        if let ending { return ending }
        var status: CInt = 0
        while waitpid(processID, &status, 0) < 0 && errno == EINTR {}
        // The macros WIFEXITED, WEXITSTATUS and WTERMSIG of wait(2).
        let signal = status & 0x7f
        let ended: Ending =
            signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: signal)
        ending = ended
        return ended
    }

    private static func spawn(_ executable: Executable, channel: CInt) throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The channel first: it may itself be one of the standard streams' numbers.
        posix_spawn_file_actions_adddup2(&actions, channel, channelDescriptor)
        for stream in CInt(0)...2 {
            posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
        }
        posix_spawn_file_actions_addclosefrom_np(&actions, channelDescriptor + 1)

        let words = ([executable.path] + executable.arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var processID: pid_t = 0
        let error = posix_spawn(
            &processID, executable.path, &actions, nil, words + [nil], &environment)
        guard error == 0 else { throw failure("posix_spawn", error) }
        return processID
    }

    private static func failure(_ call: String, _ error: CInt) -> JobFailure {
        let reason = String(cString: strerror(error))
        return JobFailure(
            .transient, code: "no_helper",
            message: "A helper process could not be started (\(call): \(reason)).")
    }
}

@available(*, unavailable)
extension HelperProcess: Sendable {}
