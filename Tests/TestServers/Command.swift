internal import Foundation

/// A program that is run to its end.
enum Command {
    /// Runs a program without input, and returns what it wrote on standard output.
    ///
    /// - Throws: `TestServerError` with what it wrote on standard error when it does not start or
    ///   ends with another status than 0.
    @discardableResult
    static func run(_ words: [String]) throws -> String {
        let output = Pipe()
        let complaints = Pipe()
        let child = try ChildProcess(
            words,
            streams: [
                nil, output.fileHandleForWriting.fileDescriptor,
                complaints.fileHandleForWriting.fileDescriptor,
            ])
        try output.fileHandleForWriting.close()
        try complaints.fileHandleForWriting.close()
        let written = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = complaints.fileHandleForReading.readDataToEndOfFile()
        guard child.waitForEnd() == 0 else {
            let text = String(decoding: complaint + written, as: UTF8.self)
            throw TestServerError("\(words.joined(separator: " ")) failed:\n\(text)")
        }
        return String(decoding: written, as: UTF8.self)
    }
}
