import Foundation
import Worker

/// What a hostile document would have a confined helper do: `done`, or the errno that refused it.
func tryCanary(_ name: String) throws -> String {
    try Confinement().apply()
    let outcome =
        switch name {
        case "read-passwords": opens("/etc/passwd", O_RDONLY)
        case "read-environment": opens("/proc/self/environ", O_RDONLY)
        case "list-root": opens("/", O_RDONLY | O_DIRECTORY)
        case "read-fonts": opens("/etc/fonts/fonts.conf", O_RDONLY)
        case "make-file": opens("/usr/share/fonts/canary", O_WRONLY | O_CREAT)
        case "make-folder": mkdir("/tmp/muniment-canary", 0o700)
        case "remove-file": unlink("/etc/fonts/fonts.conf")
        case "internet-socket": socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        case "local-socket": socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        case "begin-process": beginProcess("/bin/true")
        case "become-program": becomeProgram("/bin/true")
        case "signal-parent": kill(getppid(), 0)
        case "signal-itself": kill(getpid(), 0)
        case "begin-branch": beginBranch()
        case "trace-parent": traceParent()
        case "raise-limit": raiseLimit()
        case "begin-thread": beginThread()
        default: throw POSIXError(POSIXError.Code.EINVAL)
        }
    return outcome < 0 ? "refused \(errno)" : "done"
}

private func opens(_ path: String, _ flags: CInt) -> CInt { open(path, flags, 0o600) }

private func beginProcess(_ path: String) -> CInt {
    var child: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(path), nil]
    errno = posix_spawn(&child, path, nil, nil, &arguments, nil)
    return errno == 0 ? 0 : -1
}

private func becomeProgram(_ path: String) -> CInt {
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(path), nil]
    return execv(path, &arguments)
}

/// `fork`, which Swift does not import: the call itself is what counts.
private func beginBranch() -> CInt {
    typealias Fork = @convention(c) () -> pid_t
    guard let symbol = dlsym(nil, "fork") else { return 0 }
    return unsafeBitCast(symbol, to: Fork.self)()
}

/// PTRACE_SEIZE of ptrace(2), which Swift does not import for its variable arguments.
private func traceParent() -> CInt {
    typealias Trace = @convention(c) (CLong, pid_t, UInt, UInt) -> CLong
    guard let symbol = dlsym(nil, "ptrace") else { return 0 }
    return CInt(unsafeBitCast(symbol, to: Trace.self)(0x4206, getppid(), 0, 0))
}

private func raiseLimit() -> CInt {
    var limit = rlimit(rlim_cur: 1 << 20, rlim_max: 1 << 20)
    return setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
}

private func beginThread() -> CInt {
    let done = DispatchSemaphore(value: 0)
    Thread { done.signal() }.start()
    return done.wait(timeout: .now() + 10) == .success ? 0 : -1
}
