import Foundation
import Worker

/// What a helper process does that a test has started; it speaks on descriptor 3.
///
/// Every answer is a frame of kind 1, a refusal of kind 2.
func runHelperCommand(_ arguments: [String]) throws {
    let channel = FrameChannel(
        takingOwnership: HelperProcess.channelDescriptor, maxPayload: 1 << 20)
    switch arguments.first {
    case "echo": try echo(channel)
    case "sign": try sign(arguments[1], channel)
    case "count": try countBytes(channel)
    case "environment": try answer(ProcessInfo.processInfo.environment.keys.sorted(), channel)
    case "descriptors": try answer(openDescriptors(), channel)
    case "exit": exit(7)
    case "memory": try takeMemory(channel)
    case "cpu": try burnCPU(channel)
    case "file": try writeFile(arguments[1], channel)
    case "orphan": try orphan(channel)
    case "wait": try waitConfined(channel)
    case "captured": try runCapturedHelper(arguments[1], channel)
    case "canary": try answer([tryCanary(arguments[1])], channel)
    default: exit(2)
    }
}

private func answer(_ words: [String], _ channel: FrameChannel) throws {
    try channel.send(Frame(kind: 1, payload: Array(words.joined(separator: " ").utf8)))
}

/// Leaves a file named for this process in a folder, then echoes.
private func sign(_ folder: String, _ channel: FrameChannel) throws {
    try Data().write(to: URL(fileURLWithPath: "\(folder)/\(getpid())"))
    try echo(channel)
}

/// Confined, sends every frame back until the parent closes its end.
private func echo(_ channel: FrameChannel) throws {
    try Confinement().apply()
    while let frame = try? channel.receive() { try channel.send(frame) }
}

/// Receives a descriptor and says how many bytes can be read from it.
private func countBytes(_ channel: FrameChannel) throws {
    let descriptor = try channel.receiveDescriptor()
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try answer([String(try file.readToEnd()?.count ?? 0)], channel)
}

/// The open descriptors, without the one that reads the list.
private func openDescriptors() -> [String] {
    (0..<256).filter { fcntl(Int32($0), F_GETFD) >= 0 }.map(String.init)
}

private func takeMemory(_ channel: FrameChannel) throws {
    var confinement = Confinement()
    confinement.maxMemoryBytes = 1 << 30
    try confinement.apply()
    let fits = malloc(64 << 20)
    let tooMuch = malloc(2 << 30)
    try answer([fits == nil ? "refused" : "given", tooMuch == nil ? "refused" : "given"], channel)
}

private func burnCPU(_ channel: FrameChannel) throws {
    var confinement = Confinement()
    confinement.maxCPUSeconds = 1
    try confinement.apply()
    try answer(["burning"], channel)
    while true {}
}

private func writeFile(_ path: String, _ channel: FrameChannel) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    try Confinement().apply()
    signal(SIGXFSZ, SIG_IGN)
    var byte: UInt8 = 1
    let written = write(descriptor, &byte, 1)
    let reason = errno
    try answer([written < 0 && reason == EFBIG ? "refused" : "written"], channel)
}

/// Tells that it is confined and waits for its end.
private func waitConfined(_ channel: FrameChannel) throws {
    try Confinement().apply()
    try answer(["confined"], channel)
    stayForever()
}

/// Starts a confined helper of its own, tells its number, and waits to be killed.
private func orphan(_ channel: FrameChannel) throws {
    let child = try HelperProcess(
        HelperProcess.Executable(
            path: CommandLine.arguments[0], arguments: ["helper", "wait"]),
        maxPayload: 64)
    _ = try child.channel.receive()
    try answer([String(child.processID)], channel)
    stayForever()
}
