import CFuzzer
import Foundation
import PDF

@testable import Ingest
@testable import Worker

// The parent's side of a helper must take whatever comes without a crash, without much memory and
// without waiting.

try writeSeeds(ProcessInfo.processInfo.environment)
var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(LLVMFuzzerRunDriver(&count, &arguments, take))

/// One input: all that a helper sends until it hangs up. libFuzzer wants it under that name too.
@_cdecl("LLVMFuzzerTestOneInput")
func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // As much of one frame as is believed here; the real limit is larger.
    let maxPayload = 1 << 20
    var sockets: [CInt] = [-1, -1]
    precondition(socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &sockets) == 0)
    let channel = FrameChannel(takingOwnership: sockets[0], maxPayload: maxPayload)
    precondition(send(sockets[1], bytes, count, CInt(MSG_DONTWAIT)) == count)
    close(sockets[1])
    while let frame = try? channel.receive(by: Date(timeIntervalSinceNow: 1)) {
        guard let reply = try? HelperReply(frame) else { continue }
        // What was believed can be said again.
        _ = try? reply.frame
    }
    return 0
}

/// Writes what a real helper sends of the documents of `MUNIMENT_FUZZ_DOCUMENTS` into the folder
/// `MUNIMENT_FUZZ_SEEDS`, to begin with.
private func writeSeeds(_ environment: [String: String]) throws {
    guard let documents = environment["MUNIMENT_FUZZ_DOCUMENTS"],
        let seeds = environment["MUNIMENT_FUZZ_SEEDS"]
    else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: documents) {
        // Some documents cannot be opened, on purpose.
        guard let replies = try? replies(of: "\(documents)/\(name)") else { continue }
        for (index, reply) in replies.enumerated() {
            try Data(reply).write(to: URL(fileURLWithPath: "\(seeds)/\(name)-\(index)"))
        }
    }
}

/// The frames of a document's facts and of its first pages.
private func replies(of path: String) throws -> [[UInt8]] {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return [] }
    defer { close(file) }
    let document = try PDFDocument(descriptor: file, limits: ReadingLimits())
    let encoder = try RasterEncoder()
    let facts = try HelperReply.opened(document.facts).frame
    let pages = try (0..<min(2, document.facts.pageCount)).map { number in
        let reading = try document.readPage(at: number, withRaster: true)
        return try HelperReply.page(
            ExtractedPage(reading, number: number, encoder: encoder, thumbnailQuality: 20)
        ).frame
    }
    return ([facts] + pages).map { $0.header + $0.payload }
}
