internal import CLinux

/// What the kernel offers to confine helpers with.
public struct SandboxSupport: Hashable, Sendable {
    /// The version of Landlock; 0 where there is none.
    public let landlockVersion: Int
    /// Whether system calls can be filtered.
    public let filtersSystemCalls: Bool

    /// Asks the kernel.
    public static var present: SandboxSupport {
        SandboxSupport(
            landlockVersion: FileRules.version, filtersSystemCalls: SystemCallFilter.isSupported)
    }

    /// A sentence on what helpers lack; `nil` where they lack nothing.
    public var shortcoming: String? {
        var missing: [String] = []
        if landlockVersion == 0 { missing.append("Landlock (helpers could read files)") }
        if !filtersSystemCalls { missing.append("seccomp (helpers could open sockets)") }
        guard !missing.isEmpty else { return nil }
        return "This kernel has no \(missing.joined(separator: " and no ")). "
            + "Run on Linux 5.13 or newer with both."
    }
}
