import Foundation

/// `muniment serve` on a store of its own, until it is stopped.
final class RunningServer {
    let url: String
    let port: UInt16
    let key: String
    private let process = Process()

    private struct Announcement: Decodable {
        let url: String
        let api_key: String
    }

    /// Starts the program and waits until it listens; its log is dropped.
    init(data: String, _ arguments: [String] = []) throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: Product.path)
        process.arguments =
            ["serve", "--json", "--data", data, "--listen", "127.0.0.1:0"] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = output.fileHandleForReading.availableData
        let announcement = try JSONDecoder().decode(Announcement.self, from: line)
        url = announcement.url
        key = announcement.api_key
        guard let port = url.split(separator: ":").last.flatMap({ UInt16($0) }) else {
            throw BenchmarkFailure("muniment serve names no port")
        }
        self.port = port
    }

    var authorization: String { "Authorization: Bearer \(key)" }

    /// The largest resident set so far, in MiB.
    var peakMiB: Double {
        let path = "/proc/\(process.processIdentifier)/status"
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
        return (kilobytes ?? .nan) / 1_024
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    // MARK: - Clients

    /// Uploads a file as a document and returns its name.
    func upload(_ path: String) throws -> String {
        struct Answer: Decodable {
            struct Document: Decodable { let id: String }
            let document: Document
        }
        let text = try curl([
            "-H", authorization, "-F", "title=Benchmark", "-F", "payload=@\(path)",
            "\(url)/v1beta/documents",
        ])
        return try JSONDecoder().decode(Answer.self, from: Data(text.utf8)).document.id
    }

    /// A link to a document's bytes.
    func export(_ document: String) throws -> String {
        struct Answer: Decodable { let url: String }
        let text = try curl(["-H", authorization, "\(url)/v1beta/documents/\(document)/export"])
        return try JSONDecoder().decode(Answer.self, from: Data(text.utf8)).url
    }

    /// Runs curl and returns its output; throws for an answer of 400 and more.
    func curl(_ arguments: [String]) throws -> String {
        let run = try Product.run("curl", ["-sS", "--fail-with-body"] + arguments)
        guard run.exitCode == 0 else { throw BenchmarkFailure("curl: \(run.output)") }
        return run.output
    }
}
