internal import Foundation

/// What this process takes of the machine, as Linux tells.
struct ProcessUsage {
    let residentBytes: Int
    let openDescriptors: Int
    let maxDescriptors: Int
    let cpuSeconds: Double

    static func now() -> ProcessUsage {
        ProcessUsage(
            residentBytes: residentBytes(), openDescriptors: openDescriptors(),
            maxDescriptors: maxDescriptors(), cpuSeconds: cpuSeconds())
    }

    /// The second number of statm is in pages, see proc(5).
    private static func residentBytes() -> Int {
        let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let words = text?.split(separator: " ") ?? []
        guard words.count > 1, let pages = Int(words[1]) else { return 0 }
        return pages * Int(getpagesize())
    }

    /// Less the one that lists them.
    private static func openDescriptors() -> Int {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return max(0, (names?.count ?? 0) - 1)
    }

    private static func maxDescriptors() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
        return Int(clamping: limit.rlim_cur)
    }

    private static func cpuSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
