import Foundation

/// The processor time of processes, in seconds, as the kernel counts it.
enum ProcessTime {
    /// Of all processes that this one has started and seen end, and of those that
    /// these had seen end.
    static func ofEndedChildren() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// The most memory that one of all processes that ended has held, in MiB.
    static func peakOfEndedChildren() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        return Double(usage.ru_maxrss) / 1_024
    }

    /// Of a living process, its living children, and all of its children that ended.
    static func ofFamily(_ process: Int32) -> Double {
        let all = living()
        let children = all.filter { $0.value.parent == process }
        return all.filter { $0.key == process || children.keys.contains($0.key) }.values
            .reduce(0) { $0 + $1.seconds }
    }

    /// The parent of a living process.
    static func parent(of process: Int32) -> Int32? { living()[process]?.parent }

    /// A living child of this process whose command line has `text` in it.
    static func child(with text: String) -> Int32? {
        living().first { number, status in
            let line = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(number)/cmdline"))
            return status.parent == getpid()
                && line.map { String(decoding: $0, as: UTF8.self).contains(text) } ?? false
        }?.key
    }

    private struct Status {
        let parent: Int32
        let seconds: Double
    }

    private static func living() -> [Int32: Status] {
        let pairs = numbers().compactMap { number in status(number).map { (number, $0) } }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private static func numbers() -> [Int32] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [])
            .compactMap { Int32($0) }
    }

    /// From `/proc/PID/stat`; see proc(5): the name, in parentheses, may hold anything.
    private static func status(_ process: Int32) -> Status? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[end...].split(separator: " ")
        guard fields.count > 15, let parent = Int32(fields[2]) else { return nil }
        // utime, stime, cutime, cstime.
        let ticks = fields[12...15].reduce(0) { $0 + (Double($1) ?? 0) }
        return Status(parent: parent, seconds: ticks / Double(sysconf(Int32(_SC_CLK_TCK))))
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }
}
