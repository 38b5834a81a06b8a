internal import CLinux
internal import CSeccomp
internal import Foundation

/// Which system calls a confined process may still make, enforced by seccomp (seccomp(2)).
///
/// Everything else is refused with `EPERM`: libraries bear that, and it ends what hostile code
/// tries. Calls of another architecture end the process.
enum SystemCallFilter {
    /// Whatever their arguments: they reach nothing that is not open already, or read by a path,
    /// which Landlock decides.
    private static let allowed = [
        // Descriptors that are open.
        "read", "readv", "pread64", "preadv", "write", "writev", "pwrite64", "lseek", "close",
        "fstat", "ftruncate", "fadvise64", "fstatfs", "getdents64", "poll", "ppoll",
        "recvmsg", "sendmsg", "recvfrom", "sendto",
        // Names of files.
        "stat", "lstat", "newfstatat", "statx", "statfs", "access", "faccessat", "faccessat2",
        "readlink", "readlinkat", "getcwd",
        // Memory.
        "mmap", "munmap", "mremap", "mprotect", "madvise", "brk", "membarrier",
        // Threads, signals to oneself, time.
        "futex", "futex_waitv", "set_robust_list", "get_robust_list", "rseq", "set_tid_address",
        "sched_yield", "sched_getaffinity", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn",
        "sigaltstack", "restart_syscall", "nanosleep", "clock_nanosleep", "clock_gettime",
        "clock_getres", "gettimeofday", "time", "getrandom", "exit", "exit_group",
        // Who and where one is.
        "getpid", "gettid", "getuid", "geteuid", "getgid", "getegid", "uname", "sysinfo",
        "getrlimit", "getrusage",
    ]

    /// Commands of `fcntl` that concern the descriptor alone.
    private static let descriptorCommands = [
        F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL, F_SETFL,
    ]

    /// Any of these opens a file for more than reading.
    private static let writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND

    /// CLONE_THREAD of sched.h, which only _GNU_SOURCE shows.
    private static let thread: CInt = 0x0001_0000

    /// PR_SET_NAME of prctl(2), a macro.
    private static let setName: CInt = 15

    /// Whether the kernel can filter.
    static var isSupported: Bool { seccomp_api_get() > 0 }

    /// Filters the calling process's calls for the rest of its life.
    ///
    /// Throws `POSIXError` where the kernel or the library refuses a step.
    static func apply() throws {
        guard let rules = seccomp_init(refusal(EPERM)) else {
            throw POSIXError(POSIXError.Code.ENOMEM)
        }
        defer { seccomp_release(rules) }
        // For threads that a library may have begun.
        try check(seccomp_attr_set(rules, SCMP_FLTATR_CTL_TSYNC, 1))
        for name in allowed { try allow(name, in: rules) }
        for call in ["open": 1, "openat": 2] {
            try allow(call.key, where: [masked(call.value, writing, is: 0)], in: rules)
        }
        for command in descriptorCommands {
            try allow("fcntl", where: [equal(1, command)], in: rules)
        }
        try allow("clone", where: [masked(0, thread, is: thread)], in: rules)
        try allow("tgkill", where: [equal(0, getpid())], in: rules)
        try allow("prctl", where: [equal(0, setName)], in: rules)
        // Looking at one's limits, not changing them.
        try allow("prlimit64", where: [equal(2, 0)], in: rules)
        // Its arguments are out of a filter's sight; without it, libraries use `clone`.
        try add("clone3", refusal(ENOSYS), [], in: rules)
        try check(seccomp_load(rules))
    }

    private static func allow(
        _ name: String, where conditions: [scmp_arg_cmp] = [], in rules: scmp_filter_ctx
    ) throws {
        try add(name, SCMP_ACT_ALLOW, conditions, in: rules)
    }

    private static func add(
        _ name: String, _ action: UInt32, _ conditions: [scmp_arg_cmp], in rules: scmp_filter_ctx
    ) throws {
        let number = seccomp_syscall_resolve_name(name)
        // Below 0 where this architecture or library has no such call.
        guard number >= 0 else { return }
        try check(
            seccomp_rule_add_array(rules, action, number, UInt32(conditions.count), conditions))
    }

    private static func equal(_ argument: Int, _ value: CInt) -> scmp_arg_cmp {
        scmp_arg_cmp(
            arg: UInt32(argument), op: SCMP_CMP_EQ, datum_a: UInt64(UInt32(bitPattern: value)),
            datum_b: 0)
    }

    private static func masked(
        _ argument: Int, _ mask: CInt, is value: CInt
    ) -> scmp_arg_cmp {
        scmp_arg_cmp(
            arg: UInt32(argument), op: SCMP_CMP_MASKED_EQ,
            datum_a: UInt64(UInt32(bitPattern: mask)),
            datum_b: UInt64(UInt32(bitPattern: value)))
    }

    /// SCMP_ACT_ERRNO of seccomp.h, a macro with an argument.
    private static func refusal(_ error: CInt) -> UInt32 { 0x0005_0000 | UInt32(error) }

    /// The library answers with a negative errno.
    private static func check(_ answer: CInt) throws { try Confinement.check(-min(0, answer)) }
}
