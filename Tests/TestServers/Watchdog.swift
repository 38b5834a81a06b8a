/// A process that runs a shell script when this process ends, in whatever way it ends.
///
/// It waits for the end of a pipe whose other end is in this process alone: `kill -9` closes it as
/// well as a tidy exit does. The death signal of Linux is no help: it comes with the end of the
/// thread that started the child.
struct Watchdog {
    private let child: ChildProcess
    private let lifeline: Lifeline

    /// Starts the process.
    ///
    /// - Parameters:
    ///   - prefix: A command that runs the words after it as another user; empty for this user.
    ///   - script: What to run at the end.
    init(prefix: [String], script: String) throws {
        lifeline = try Lifeline()
        child = try ChildProcess(
            prefix + ["/bin/sh", "-c", "cat >/dev/null; \(script)"],
            streams: [lifeline.farEnd, nil, nil])
        try lifeline.closeFarEnd()
    }

    /// Has the script run now, and waits for its end. To be called once.
    func finish() {
        lifeline.cut()
        _ = child.waitForEnd()
    }
}
