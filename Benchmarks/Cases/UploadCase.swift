import Foundation

/// A large file, from its first byte to the acknowledgement.
struct UploadCase: BenchmarkCase {
    static let name = "upload"
    static let title = "100 MB added, durable, without being read"

    private let settings: BenchmarkSettings

    init(_ settings: BenchmarkSettings) {
        self.settings = settings
    }

    /// The peer is what a script does: copy, hash with sha256sum, sync.
    func run() throws {
        let scratch = try ScratchFolder()
        let file = scratch.path + "/large.pdf"
        var readings: [Double] = []
        var peaks: [Double] = []
        var copies: [Double] = []
        for round in 0..<settings.rounds {
            try writeFile(file, seed: UInt64(round))
            let data = "\(scratch.path)/data-\(round)"
            let run = try Product.run(
                Product.path, ["add", "--no-wait", "--json", "--data", data, file])
            readings.append(run.seconds)
            peaks.append(run.peakMiB)
            try FileManager.default.removeItem(atPath: data)
            let script =
                "cp '\(file)' '\(file).copy' && sha256sum '\(file).copy' "
                + "&& sync '\(file).copy' && rm '\(file).copy'"
            copies.append(try Product.run("/bin/sh", ["-c", script]).seconds)
        }
        report("muniment add --no-wait, whole process", Measurement(readings).text("s", digits: 2))
        report("its peak memory", Measurement(peaks).text("MiB"))
        report("cp, sha256sum and sync", Measurement(copies).text("s", digits: 2))
        let ratios = zip(copies, readings).map { $0 / $1 }
        report("  theirs to ours, round by round", Measurement(ratios).text("×", digits: 2))
    }

    /// Bytes that do not compress, behind a PDF's header.
    private func writeFile(_ path: String, seed: UInt64) throws {
        var state = seed &+ 0x9e37_79b9_7f4a_7c15
        var words = [UInt64](repeating: 0, count: 100_000_000 / 8)
        for index in words.indices {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            words[index] = state
        }
        var data = words.withUnsafeBytes { Data($0) }
        data.replaceSubrange(0..<8, with: Data("%PDF-1.7".utf8))
        try data.write(to: URL(fileURLWithPath: path))
    }
}
