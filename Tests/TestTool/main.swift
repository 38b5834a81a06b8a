import Foundation

// A second process for tests; see `TestTool` in TestSupport. The first argument
// names a command, the others are its own.

// Whoever started it may be killed; nothing of a test may outlive it for long.
alarm(300)

let arguments = Array(CommandLine.arguments.dropFirst())
do {
    switch arguments.first {
    case "database": try runDatabaseCommand(Array(arguments.dropFirst()))
    case "blobs": try runBlobCommand(Array(arguments.dropFirst()))
    case "worker": try runWorkerCommand(Array(arguments.dropFirst()))
    case "helper": try runHelperCommand(Array(arguments.dropFirst()))
    case "read": try runReadingCommand(Array(arguments.dropFirst()))
    case "chaos": try runChaosCommand(Array(arguments.dropFirst()))
    default: exit(2)
    }
} catch {
    FileHandle.standardError.write(Data("error: \(error)\n".utf8))
    exit(1)
}

/// Writes a line at once, for a test that waits for it.
func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

/// Stays until it is killed.
func stayForever() -> Never {
    while true { pause() }
}
