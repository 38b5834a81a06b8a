internal import Foundation

/// Programs of tests in Python, with boto3 and requests.
public enum TestPython {
    /// Runs a script to its end, and returns what it wrote on standard output.
    ///
    /// - Throws: `TestServerError` that says what to install, or what the script wrote on standard
    ///   error where it failed.
    public static func run(_ script: String, _ arguments: [String]) throws -> String {
        try Command.run([try path(), "-EsB", script] + arguments)
    }

    /// The interpreter of the tests' environment.
    static func path() throws -> String {
        let repository = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let path = repository.appendingPathComponent(".build-test-servers/bin/python").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw TestServerError("\(path) is missing; run scripts/setup test")
        }
        return path
    }
}
