internal import Foundation

/// Whether a process of this number runs; one that ended and was not reaped does not.
public func isProcessRunning(_ processID: Int32) -> Bool {
    // proc(5): the state is the word after the name in parentheses.
    guard let stat = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8),
        let state = stat.split(separator: ")").last?.split(separator: " ").first
    else { return false }
    return state != "Z" && state != "X"
}

/// Whether the system still knows a process of this number, running or not reaped.
public func isProcessKnown(_ processID: Int32) -> Bool {
    FileManager.default.fileExists(atPath: "/proc/\(processID)")
}
