import Foundation
import Worker

/// A helper that its document has taken over: it takes the document as every helper does, and then
/// does harm in place of an answer. The limits are its own.
func runCapturedHelper(_ harm: String, _ channel: FrameChannel) throws {
    _ = try channel.receive()
    var confinement = Confinement()
    confinement.maxMemoryBytes = 512 << 20
    confinement.maxCPUSeconds = harm == "burn" ? 1 : 60
    try confinement.apply()
    _ = try channel.receiveDescriptor()
    switch harm {
    case "hoard": hoard()
    case "spin", "burn": spin()
    case "flood": while true { try channel.send(Frame(kind: 250, payload: [1])) }
    default: exit(2)
    }
}

private func spin() -> Never {
    while true {}
}

/// Takes memory until there is none, as C++ does: a failure that nobody expects ends the process.
private func hoard() -> Never {
    while let piece = malloc(16 << 20) { memset(piece, 1, 16 << 20) }
    abort()
}
