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

    public init() {}

    /// Confines the calling process for the rest of its life.
    ///
    /// To be called before the first byte of a document is read. The process dies
    /// with its parent, gains no privileges, writes no file longer than allowed, leaves no
    /// core, and starts no process (root is not bound by that last limit).
    ///
    /// Throws `POSIXError` where the kernel refuses a step; the process must then
    /// not go on.
    public func apply() throws {
        try check(clinux_die_with_parent(SIGKILL))
        try check(clinux_gain_no_privileges())
        try limit(RLIMIT_AS, maxMemoryBytes)
        try limit(RLIMIT_CPU, maxCPUSeconds)
        try limit(RLIMIT_NOFILE, maxOpenFiles)
        try limit(RLIMIT_FSIZE, maxFileBytes)
        try limit(RLIMIT_CORE, 0)
        try limit(__RLIMIT_NPROC, 0)
    }

    private func limit(_ resource: __rlimit_resource, _ value: Int) throws {
        var bounds = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
        try check(setrlimit(__rlimit_resource_t(resource.rawValue), &bounds) == 0 ? 0 : errno)
    }

    private func check(_ error: CInt) throws {
        guard error != 0 else { return }
        throw POSIXError(POSIXError.Code(rawValue: error) ?? .EPERM)
    }
}
