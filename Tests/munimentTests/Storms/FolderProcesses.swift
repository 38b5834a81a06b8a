import Foundation

/// The processes whose current folder is a test's own: what the test started, and their children.
struct FolderProcesses {
    /// A process as /proc shows it.
    struct Entry {
        let id: Int32
        let parent: Int32
        let commandLine: String

        var isHelper: Bool { commandLine.contains("-helper") }

        /// The largest resident set so far, in MiB.
        var peakMiB: Int {
            let text = (try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)) ?? ""
            let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
            return (kilobytes ?? 0) / 1_024
        }
    }

    let folder: String

    /// Those that run now; one that has ended and was not reaped is none.
    var all: [Entry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap(Int32.init).compactMap(entry)
    }

    private func entry(_ id: Int32) -> Entry? {
        let current = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(id)/cwd")
        guard current == folder, let line = text("/proc/\(id)/cmdline"), !line.isEmpty,
            let parent = parent(of: id)
        else { return nil }
        return Entry(id: id, parent: parent, commandLine: line)
    }

    /// The second field of proc(5)'s `stat` after the name in brackets.
    private func parent(of id: Int32) -> Int32? {
        let fields = text("/proc/\(id)/stat")?.split(separator: ")").last?.split(separator: " ")
        return fields.flatMap { $0.count > 1 ? Int32($0[1]) : nil }
    }

    private func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map {
            String(decoding: $0, as: UTF8.self).replacingOccurrences(of: "\0", with: " ")
        }
    }
}
