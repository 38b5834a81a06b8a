import Foundation
import TestSupport
import XCTest

/// The built program, run in a folder of a test's own.
final class Binary {
    /// How one run ended.
    struct Outcome {
        let code: Int32
        let output: String
        let errors: String

        /// The lines of the output, each an object.
        func objects() throws -> [[String: Any]] {
            try output.split(separator: "\n").map { line in
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
                return try XCTUnwrap(object as? [String: Any], String(line))
            }
        }
    }

    /// A run that goes on.
    final class Run {
        let process = Process()
        fileprivate let outputPath: String
        fileprivate let errorPath: String

        fileprivate init(outputPath: String, errorPath: String) {
            self.outputPath = outputPath
            self.errorPath = errorPath
        }

        /// Waits for the end.
        func outcome() throws -> Outcome {
            process.waitUntilExit()
            return Outcome(
                code: process.terminationStatus, output: try text(outputPath),
                errors: try text(errorPath))
        }

        /// What it has said on the output until now.
        var outputSoFar: String { (try? text(outputPath)) ?? "" }

        /// What it has said on the errors until now.
        var errorsSoFar: String { (try? text(errorPath)) ?? "" }

        private func text(_ path: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        }
    }

    /// The tests' executable stands beside the program's.
    private static let path =
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("muniment").path

    private static let documents =
        URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent()
        .appendingPathComponent("../../../testdata/documents").standardizedFileURL

    /// The current folder of every run.
    let folder: TemporaryFolder
    /// Variables of every run.
    var environment: [String: String] = [:]
    /// What every run of the program is started with, such as a program that starts programs.
    var prefix: [String] = []
    private var runCount = 0

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Where the store is by default.
    var dataFolder: String { folder.path("muniment-data") }

    /// Copies documents of `testdata` to `name/`.
    func makeInputs(_ documents: String..., in name: String = "in") throws {
        let target = folder.url.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        for document in documents {
            try FileManager.default.copyItem(
                at: Self.documents.appendingPathComponent(document),
                to: target.appendingPathComponent(document))
        }
    }

    /// The path of a document of `testdata`.
    func document(_ name: String) -> String {
        Self.documents.appendingPathComponent(name).path
    }

    /// Starts the program; the words of `line` are split at spaces.
    func start(_ line: String, environment: [String: String] = [:]) throws -> Run {
        try start(prefix + [Self.path] + words(line), environment)
    }

    /// Runs the program to its end.
    func run(_ line: String, environment: [String: String] = [:]) throws -> Outcome {
        try start(line, environment: environment).outcome()
    }

    /// Runs a line of the shell in which `muniment` is the program.
    func shell(_ line: String) throws -> Outcome {
        let script = "muniment() { '\(Self.path)' \"$@\"; }\n\(line)"
        return try start(["/bin/bash", "-c", script], [:]).outcome()
    }

    /// Runs a line on a terminal of so many columns; output and errors are one.
    func terminal(columns: Int, _ line: String) throws -> Outcome {
        let command = "stty cols \(columns); '\(Self.path)' \(line)"
        return try start(["/usr/bin/script", "-qec", command, "/dev/null"], ["TERM": "xterm"])
            .outcome()
    }

    private func words(_ line: String) -> [String] {
        line.split(separator: " ").map(String.init)
    }

    private func start(_ words: [String], _ environment: [String: String]) throws -> Run {
        runCount += 1
        let run = Run(
            outputPath: folder.path("output-\(runCount)"),
            errorPath: folder.path("errors-\(runCount)"))
        for path in [run.outputPath, run.errorPath] {
            XCTAssertTrue(FileManager.default.createFile(atPath: path, contents: nil))
        }
        run.process.executableURL = URL(fileURLWithPath: words[0])
        run.process.arguments = Array(words.dropFirst())
        run.process.currentDirectoryURL = folder.url
        run.process.environment = environment.merging(self.environment) { own, _ in own }
            .merging(["PATH": "/usr/bin:/bin"]) { own, _ in own }
        run.process.standardOutput = FileHandle(forWritingAtPath: run.outputPath)
        run.process.standardError = FileHandle(forWritingAtPath: run.errorPath)
        run.process.standardInput = FileHandle.nullDevice
        try run.process.run()
        return run
    }
}
