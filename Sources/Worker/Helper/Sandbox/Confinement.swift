internal import CLinux
internal import Foundation

/// What a helper may use, enforced by the kernel from `apply()` on.
public struct Confinement: Hashable, Sendable, Codable {
    /// Bytes of address space; default is 2 GiB.
    public var maxMemoryBytes = 2 << 30
    /// Seconds of CPU time; default is 120.
    public var maxCPUSeconds = 120
    /// Open descriptors; enough for fonts.
    public var maxOpenFiles = 64
    /// Bytes of a file that it writes; default is 0.
    public var maxFileBytes = 0
    /// Whether to refuse where the kernel has no Landlock or no seccomp, instead of going on with
    /// limits alone. Off by default: parents warn.
    public var requiresSandbox = false

    public init() {}

    /// Confines the calling process for the rest of its life.
    ///
    /// To be called before the first byte of a document is read, while there is one thread: the
    /// others would stay free. The process dies with its parent, gains no privileges, opens no
    /// file for writing and writes none longer than allowed, leaves no core, starts no process,
    /// reads fonts and libraries only, and makes no connection.
    ///
    /// Throws `POSIXError` where the kernel refuses a step; the process must then
    /// not go on.
    public func apply() throws {
        try Self.check(clinux_die_with_parent(SIGKILL))
        try Self.check(clinux_gain_no_privileges())
        try limit(RLIMIT_AS, maxMemoryBytes)
        // At the first bound a signal says what was used up, at the second nothing is asked.
        try limit(RLIMIT_CPU, maxCPUSeconds, hard: maxCPUSeconds + 1)
        try limit(RLIMIT_NOFILE, maxOpenFiles)
        try limit(RLIMIT_FSIZE, maxFileBytes)
        try limit(RLIMIT_CORE, 0)
        try limit(__RLIMIT_NPROC, 0)
        try sandbox(with: .present)
    }

    private func sandbox(with support: SandboxSupport) throws {
        guard !requiresSandbox || support.shortcoming == nil else {
            throw POSIXError(POSIXError.Code.EOPNOTSUPP)
        }
        if support.landlockVersion > 0 {
            try FileRules.apply(version: support.landlockVersion, readable: FileRules.readable)
        }
        if support.filtersSystemCalls { try SystemCallFilter.apply() }
    }

    private func limit(
        _ resource: __rlimit_resource, _ value: Int, hard: Int? = nil
    ) throws {
        var bounds = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(hard ?? value))
        try Self.check(setrlimit(__rlimit_resource_t(resource.rawValue), &bounds) == 0 ? 0 : errno)
    }

    static func check(_ error: CInt) throws {
        guard error != 0 else { return }
        throw POSIXError(POSIXError.Code(rawValue: error) ?? .EPERM)
    }
}
