import PDF

@testable import Ingest
@testable import Worker

/// A helper that says and does what a test wants: a shell script on descriptor 3.
struct FakeHelper {
    private var script = ""

    /// Sends bytes as they are.
    func sending(_ bytes: [UInt8]) -> FakeHelper {
        let escapes = bytes.map { byte in
            let digits = String(byte, radix: 8)
            return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        }
        return doing("printf '\(escapes.joined())' >&3")
    }

    func sending(_ frame: Frame) -> FakeHelper { sending(frame.header).sending(frame.payload) }

    func sending(_ reply: HelperReply) throws -> FakeHelper { sending(try reply.frame) }

    /// Opens a document of so many pages for a parent with these limits.
    func opening(
        pageCount: Int, for limits: ExtractionLimits = ExtractionLimits()
    ) throws -> FakeHelper {
        let request = try HelperRequest.limits(limits).frame
        // The descriptor comes with a byte of its own.
        return try receiving(request.header.count + request.payload.count + 1)
            .sending(.opened(DocumentFacts(version: "1.7", pageCount: pageCount)))
    }

    /// Waits until it is asked for pages below 128.
    func asked() throws -> FakeHelper {
        let request = try HelperRequest.read(PageRange(pages: 0..<1, scope: .textOnly)).frame
        return receiving(request.header.count + request.payload.count)
    }

    func crashing() -> FakeHelper { doing("kill -SEGV $$") }

    func exiting(_ code: Int) -> FakeHelper { doing("exit \(code)") }

    /// Says nothing any more, for ever.
    func stalling() -> FakeHelper { doing("kill -STOP $$") }

    /// Hangs up and goes on.
    func hangingUp() -> FakeHelper { doing("exec 3>&-").stalling() }

    var executable: HelperProcess.Executable {
        HelperProcess.Executable(path: "/bin/sh", arguments: ["-c", script])
    }

    private func receiving(_ count: Int) -> FakeHelper {
        doing("/usr/bin/head -c \(count) <&3 >/dev/null")
    }

    private func doing(_ command: String) -> FakeHelper {
        var next = self
        next.script += command + "\n"
        return next
    }
}

extension ExtractedPage {
    /// An empty page of A4 without a picture.
    static func blank(number: Int) throws -> ExtractedPage {
        try ExtractedPage(
            PageReading(width: 595, height: 842, rotation: 0), number: number,
            encoder: RasterEncoder(),
            thumbnailQuality: 80)
    }
}
