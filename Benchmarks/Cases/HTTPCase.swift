import Foundation

/// The server as programs use it: the load comes from the same cores.
struct HTTPCase: BenchmarkCase {
    static let name = "http"
    static let title = "Documents over HTTP: looking, downloads and uploads, on loopback"

    private static let uploads = 8
    private static let largeBytes = 100_000_000
    private static let idleConnections = 1_000

    private let rounds: Int

    init(_ settings: BenchmarkSettings) {
        rounds = settings.rounds
    }

    func run() throws {
        let scratch = try ScratchFolder()
        let server = try RunningServer(data: scratch.path + "/data")
        defer { server.stop() }
        let document = try server.upload("testdata/documents/invoice-2026-0417.pdf")
        let url = "\(server.url)/v1beta/documents/\(document)"
        try measureLooking(at: url, on: server, "GET of a document as JSON")
        let idle = try IdleConnections(Self.idleConnections, to: server.port)
        try measureLooking(at: url, on: server, "the same beside \(idle.count) idle connections")
        idle.close()
        let file = scratch.path + "/large.pdf"
        try Self.writeLargeFile(to: file)
        try measureDownloads(of: try server.upload(file), from: server)
        try measureUploads(of: file, to: server)
    }

    // MARK: - Looking

    private func measureLooking(
        at url: String, on server: RunningServer, _ label: String
    ) throws {
        let wrk = LoadGenerator(connections: 64, seconds: 5)
        let all = try (0..<rounds).map { _ in
            try wrk.run(url, headers: [server.authorization])
        }
        report(label, Measurement(all.map(\.perSecond)).text("/s", digits: 0))
        report("  99 %", Measurement(all.map(\.p99)).text("ms", digits: 1))
    }

    // MARK: - Bytes

    private func measureDownloads(of document: String, from server: RunningServer) throws {
        let link = try server.export(document)
        let speeds = try (0..<rounds).map { _ in
            let text = try server.curl(["-o", "/dev/null", "-w", "%{speed_download}", link])
            return (Double(text) ?? 0) / 1_000_000_000
        }
        report("download of 100 MB by a link, curl", Measurement(speeds).text("GB/s", digits: 2))
    }

    /// All at once, each durable before its answer.
    private func measureUploads(of file: String, to server: RunningServer) throws {
        let seconds = try (0..<rounds).map { _ in
            try Measurement.seconds {
                let run = try Product.run(
                    "curl",
                    ["-sS", "--fail-with-body", "-Z", "--parallel-max", "\(Self.uploads)"]
                        + (0..<Self.uploads).flatMap { number in
                            (number == 0 ? [] : ["--next"]) + [
                                "-H", server.authorization, "-F", "title=Upload \(number)", "-F",
                                "payload=@\(file)", "-o", "/dev/null",
                                "\(server.url)/v1beta/documents",
                            ]
                        })
                guard run.exitCode == 0 else { throw BenchmarkFailure("curl: \(run.output)") }
            }
        }
        report(
            "\(Self.uploads) uploads of 100 MB at once", Measurement(seconds).text("s", digits: 2))
        report("  memory of the server, at most", String(format: "%.0f MiB", server.peakMiB))
    }

    /// The first bytes of a PDF and noise.
    private static func writeLargeFile(to path: String) throws {
        var bytes = Data("%PDF-1.7\n".utf8)
        var generator = SystemRandomNumberGenerator()
        let noise = (0..<(1 << 17)).map { _ in generator.next() as UInt64 }
        let block = noise.withUnsafeBytes { Data($0) }
        while bytes.count < largeBytes { bytes.append(block) }
        try bytes.prefix(largeBytes).write(to: URL(fileURLWithPath: path))
    }
}

/// Connections to a port of this machine that say nothing.
private final class IdleConnections {
    private var sockets: [Int32] = []

    init(_ count: Int, to port: UInt16) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        for _ in 0..<count {
            let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            sockets.append(socket)
            let result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard socket >= 0, result == 0 else {
                throw BenchmarkFailure("no more than \(sockets.count) connections can be opened")
            }
        }
    }

    var count: Int { sockets.count }

    func close() {
        for socket in sockets { _ = Foundation.close(socket) }
        sockets = []
    }

    deinit { close() }
}
