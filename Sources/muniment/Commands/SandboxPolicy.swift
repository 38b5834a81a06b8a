import Worker

/// What to do on a kernel that lacks what helpers are confined with.
enum SandboxPolicy: String, CaseIterable {
    /// Go on with limits of memory, time and files alone, and say so.
    case warn
    case require

    /// Throws `UsageError` where a sandbox is required and the kernel has none.
    init(_ arguments: ParsedArguments) throws(UsageError) {
        self = try arguments.choice("sandbox", of: SandboxPolicy.self) ?? .warn
        guard self == .require, let shortcoming = SandboxSupport.present.shortcoming else { return }
        throw arguments.error(
            shortcoming, remedy: "Or go on with limits alone: '--sandbox warn'.")
    }
}
