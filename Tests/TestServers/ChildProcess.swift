internal import CLinux
internal import Foundation

/// A program that runs in a session of its own and holds no descriptor of this process but three.
///
/// Foundation's `Process` gives its children a descriptor more and waits for its end, which a
/// server that goes to the background keeps open for good.
struct ChildProcess {
    private let processID: pid_t

    /// Starts a program, in English and untouched by this process's settings of libpq.
    ///
    /// - Parameters:
    ///   - words: The program's path and its arguments.
    ///   - streams: The descriptors of its standard input, output and error; nil is /dev/null.
    init(_ words: [String], streams: [Int32?]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in streams.enumerated() {
            if let stream {
                posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
            } else {
                posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", O_RDWR, 0)
            }
        }
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // POSIX_SPAWN_SETSID, a GNU constant: a Ctrl-C at the terminal is for the tests alone.
        posix_spawnattr_setflags(&attributes, 0x80)

        let arguments = words.map { strdup($0) }
        let environment = Self.environment.map { strdup($0) }
        defer { for text in arguments + environment { free(text) } }
        var number: pid_t = 0
        let error = posix_spawn(
            &number, words[0], &actions, &attributes, arguments + [nil], environment + [nil])
        guard error == 0 else {
            throw TestServerError("\(words[0]) does not start: \(String(cString: strerror(error)))")
        }
        processID = number
    }

    /// Waits for its end, and returns its exit status, or 128 and more after a signal. To be
    /// called once.
    func waitForEnd() -> Int32 {
        var status: CInt = 0
        while waitpid(processID, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    private static var environment: [String] {
        let inherited = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("PG") && $0.key != "LC_ALL"
        }
        return inherited.map { "\($0)=\($1)" } + ["LC_ALL=C.UTF-8"]
    }
}
