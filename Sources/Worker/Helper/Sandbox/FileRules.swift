internal import CLinux
internal import Foundation

/// What a confined process may still read, enforced by Landlock (landlock(7)).
enum FileRules {
    /// Fonts, fontconfig with its caches, and what programs and Poppler load while they run.
    static let readable = [
        "/etc/fonts", "/usr/share/fontconfig", "/usr/share/fonts", "/usr/local/share/fonts",
        "/var/cache/fontconfig", "/usr/share/poppler", "/etc/ld.so.cache", "/lib", "/lib64",
        "/usr/lib", "/usr/lib64",
    ]

    /// The version of Landlock that the kernel has; 0 where it has none.
    static var version: Int { Int(clinux_landlock_version()) }

    /// Forbids every other file to the calling process, for the rest of its life, and TCP and
    /// signals to others where the kernel's version can.
    ///
    /// Throws `POSIXError` where the kernel refuses a step.
    static func apply(version: Int, readable: [String]) throws {
        let rules = clinux_landlock_forbid_all(CInt(version))
        try Confinement.check(rules >= 0 ? 0 : errno)
        for path in readable {
            let failure = clinux_landlock_allow_reading(rules, path)
            // Not every system has all of them.
            guard failure != ENOENT else { continue }
            try Confinement.check(failure)
        }
        try Confinement.check(clinux_landlock_enforce(rules))
    }
}
