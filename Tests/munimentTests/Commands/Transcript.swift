import XCTest

/// Command lines with their exit codes, outputs and errors, as one text.
///
/// What differs from run to run is replaced: names are numbered in the order in
/// which they are seen, times and speeds stand still, progress lines are left out.
struct Transcript {
    private let binary: Binary
    /// What is written down in the place of a text.
    private let replacements: [String: String]
    private(set) var text = ""
    private var numbers: [String: Int] = [:]
    private var counts: [String: Int] = [:]

    init(_ binary: Binary, replacing replacements: [String: String] = [:]) {
        self.binary = binary
        self.replacements = replacements
    }

    /// Runs a line and writes it down.
    @discardableResult
    mutating func run(_ line: String) throws -> Binary.Outcome {
        let outcome = try binary.run(line)
        text += "$ muniment \(normalized(line))\n"
        text += normalized(outcome.output)
        let errors = normalized(withoutProgress(outcome.errors))
        if !errors.isEmpty { text += "--- errors\n\(errors)" }
        text += "=> \(outcome.code)\n\n"
        return outcome
    }

    private func withoutProgress(_ errors: String) -> String {
        errors.replacing(/(?m)^[A-Z0-9][a-z0-9 ]*: [^\n]*(files|pages|rows|MiB|KiB| B)[^\n]*\n/) {
            match in
            match.output.0.contains("%") || match.output.0.hasPrefix("Reading: ")
                ? "" : String(match.output.0)
        }
    }

    private mutating func normalized(_ text: String) -> String {
        var text = text
        for (found, written) in replacements { text.replace(found, with: written) }
        for match in text.matches(of: /\b(doc|ver)_[0-9a-hjkmnp-tv-z]{26}\b/) {
            let name = String(match.output.0)
            text.replace(name, with: numbered(name))
        }
        text.replace(
            /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/, with: "00000000-0000-7000-8000-000000000000")
        text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/, with: "2026-01-31T08:00:00.000000Z")
        text.replace(/(?m)  \d{4}-\d\d-\d\d$/, with: "  2026-01-31")
        text.replace(/\b\d\d:\d\d:\d\d\b(?!\.)/, with: "08:00:00")
        text.replace(/\d+\.\d s, \d+ a second/, with: "1.0 s, 10 a second")
        // Pictures depend on the fonts of the machine, and so does which are compared.
        text.replace(/\b\d+ blobs, \d+\.\d [KM]iB/, with: "10 blobs, 100.0 KiB")
        text.replace(/\b[0-9a-f]{16}\b/, with: "0123456789abcdef")
        return text
    }

    private mutating func numbered(_ name: String) -> String {
        let prefix = String(name.prefix(4))
        if numbers[name] == nil {
            counts[prefix, default: 0] += 1
            numbers[name] = counts[prefix]
        }
        let digits = String(numbers[name] ?? 0)
        return prefix + String(repeating: "0", count: 26 - digits.count) + digits
    }

    /// Compares with the whole of `Golden/NAME.txt`.
    func assertGolden(
        _ name: String, file: StaticString = #filePath, line: UInt = #line
    ) throws {
        let url = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent()
            .appendingPathComponent("Golden/\(name).txt")
        if ProcessInfo.processInfo.environment["MUNIMENT_UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: url)
        }
        let golden = try String(contentsOf: url, encoding: .utf8)
        XCTAssertEqual(text, golden, "\(name).txt", file: file, line: line)
    }
}
