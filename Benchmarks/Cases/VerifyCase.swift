import Foundation

/// The pass of `muniment verify` over large and small blobs, beside `sha256sum` over the same
/// files in the same round.
struct VerifyCase: BenchmarkCase {
    static let name = "verify"
    static let title = "muniment verify, every stored byte hashed again, beside sha256sum"

    private let settings: BenchmarkSettings

    init(_ settings: BenchmarkSettings) {
        self.settings = settings
    }

    func run() throws {
        try measure(count: 12, bytes: 100_000_000, "12 blobs of 100 MB")
        try measure(count: 20_000, bytes: 20_000, "20,000 blobs of 20 kB")
    }

    private func measure(count: Int, bytes: Int, _ label: String) throws {
        let store = try VerifiedStore(count: count, bytes: bytes)
        for isCold in [false, true] {
            var (ours, theirs) = ([Double](), [Double]())
            for _ in 0..<settings.rounds {
                if isCold { try store.forgetPages() }
                ours.append(try store.verify())
                if isCold { try store.forgetPages() }
                theirs.append(try store.sum())
            }
            let state = isCold ? "from the disk" : "from memory"
            let total = Double(count * bytes) / 1_000_000
            report(
                "\(label), \(state)", Measurement(ours.map { total / $0 }).text("MB/s", digits: 0))
            report("  files", Measurement(ours.map { Double(count) / $0 }).text("/s", digits: 0))
            report("  sha256sum", Measurement(theirs.map { total / $0 }).text("MB/s", digits: 0))
            report(
                "  theirs to ours, round by round",
                Measurement(zip(theirs, ours).map { $0 / $1 }).text("×", digits: 2))
        }
    }
}

/// A store with blobs that no row names, which are hashed as all others are.
private struct VerifiedStore {
    private let scratch: ScratchFolder
    private let data: String

    init(count: Int, bytes: Int) throws {
        scratch = try ScratchFolder()
        data = scratch.path + "/data"
        let script = """
            mkdir -p "$0/seed" "$0/in" && head -c \(bytes) /dev/urandom > "$0/in/seed.pdf"
            printf '%%PDF-1.7' | dd of="$0/in/seed.pdf" conv=notrunc status=none
            """
        try Self.shell(script, scratch.path)
        guard
            try Product.run(
                Product.path, ["add", "--no-wait", "--data", data, scratch.path + "/in/seed.pdf"]
            ).exitCode == 0
        else { throw BenchmarkFailure("nothing was added") }
        try makeBlobs(count - 1, bytes)
        try Self.shell("sync", "")
    }

    private func makeBlobs(_ count: Int, _ bytes: Int) throws {
        let files = FileManager.default
        var generator = SystemRandomNumberGenerator()
        var content = [UInt64](repeating: 0, count: bytes / 8).map { _ in
            generator.next() as UInt64
        }
        for number in 0..<count {
            content[0] = UInt64(number)
            let data = content.withUnsafeBytes { Data($0) }
            let path = scratch.path + "/seed/\(number)"
            try data.write(to: URL(fileURLWithPath: path))
        }
        let script = """
            cd "$0/seed" && find . -type f | xargs sha256sum | while read -r sum file; do
                folder="$1/blobs/${sum:0:2}"
                [ -d "$folder" ] || mkdir -p "$folder"
                echo "$file $folder/$sum"
            done > ../names && while read -r file path; do mv "$file" "$path"; done < ../names
            """
        try Self.shell(script, scratch.path, data)
        try files.removeItem(atPath: scratch.path + "/seed")
    }

    /// The seconds of one pass.
    func verify() throws -> Double {
        let run = try Product.run(
            Product.path, ["verify", "--read-only", "--json", "--data", data])
        guard run.exitCode == 0 else { throw BenchmarkFailure("verify: \(run.output)") }
        return run.seconds
    }

    /// The seconds of `sha256sum` over the same files, in one process.
    func sum() throws -> Double {
        try Measurement.seconds {
            try Self.shell(
                "find \"$0/blobs\" -type f -print0 | xargs -0 sha256sum > /dev/null", data)
        }
    }

    /// Has the system let go of what it keeps of the files in memory.
    func forgetPages() throws {
        let folder = data + "/blobs"
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            let descriptor = open("\(folder)/\(path)", O_RDONLY)
            guard descriptor >= 0 else { continue }
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
            close(descriptor)
        }
    }

    private static func shell(_ script: String, _ arguments: String...) throws {
        let run = try Product.run("/bin/bash", ["-c", script] + arguments)
        guard run.exitCode == 0 else { throw BenchmarkFailure("a script failed") }
    }
}
