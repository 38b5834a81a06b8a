internal import Foundation
internal import PDF
internal import Storage
internal import Worker

/// The parent's side of reading a document: one helper, watched.
///
/// Nothing that the helper says is trusted. Used by one thread.
final class HelperSession {
    /// Why a helper is of no more use.
    struct Death: Error {
        enum Cause: Hashable {
            /// No page and no answer for too long.
            case stalled(seconds: Double)
            /// The document's own time is over.
            case outOfTime
            case crashed(HelperProcess.Ending)
            /// It sent what a helper does not send.
            case misbehaved
        }

        let cause: Cause
        /// The page that it was asked for and did not give; `nil` while opening.
        let page: Int?
    }

    let facts: DocumentFacts
    private let helper: HelperProcess
    private let limits: ExtractionLimits
    private let checkStop: () throws -> Void

    /// Starts a helper on the blob; throws `PDFError` for a document that it
    /// refuses, `Death` where it did not survive opening, and what `checkStop`
    /// throws, which is called while waiting.
    init(
        _ helper: HelperProcess, blob: CInt, limits: ExtractionLimits, deadline: Date,
        checkStop: @escaping () throws -> Void
    ) throws {
        self.helper = helper
        self.limits = limits
        self.checkStop = checkStop
        do {
            try helper.channel.send(try HelperRequest.limits(limits).frame)
            try helper.channel.send(descriptor: blob)
        } catch is FrameChannel.Failure {
            throw Death(cause: .crashed(helper.kill()), page: nil)
        }
        let reply = try Self.receive(
            from: helper, page: nil, seconds: limits.pageSeconds, deadline: deadline, checkStop)
        switch reply {
        case .opened(let facts) where facts.isPlausible(maxPages: limits.reading.maxPages):
            self.facts = facts
        case .refused(let error):
            throw error
        default:
            helper.kill()
            throw Death(cause: .misbehaved, page: nil)
        }
    }

    /// Reads pages in order and hands each to `body` as it comes.
    ///
    /// Throws `Death` with the page at fault; those before it were handed over.
    func read(
        _ range: PageRange, deadline: Date,
        _ body: (_ number: Int, _ page: Result<ExtractedPage, PageFailure>) throws -> Void
    ) throws {
        do {
            try helper.channel.send(try HelperRequest.read(range).frame)
        } catch is FrameChannel.Failure {
            throw Death(cause: .crashed(helper.kill()), page: range.pages.lowerBound)
        }
        let seconds =
            range.scope == .textAndPicture ? limits.pageSeconds : limits.salvageSeconds
        for number in range.pages {
            let reply = try Self.receive(
                from: helper, page: number, seconds: seconds, deadline: deadline, checkStop)
            switch reply {
            case .page(let page) where page.number == number:
                try body(number, .success(page))
            case .pageFailed(number, let reason):
                try body(number, .failure(PageFailure(reason: reason)))
            default:
                helper.kill()
                throw Death(cause: .misbehaved, page: number)
            }
        }
    }

    /// Has one page drawn, or what was kept of it decoded; `nil` where the helper cannot.
    ///
    /// The JPEG is empty unless it was asked for; nothing is known of it but its beginning.
    /// Throws `Death` where the helper did not survive it.
    func picture(
        _ request: PictureRequest, deadline: Date
    ) throws -> (picture: PagePicture, jpeg: [UInt8])? {
        let page = request.page
        do {
            try helper.channel.send(try HelperRequest.picture(request).frame)
        } catch is FrameChannel.Failure {
            throw Death(cause: .crashed(helper.kill()), page: page)
        }
        let reply = try Self.receive(
            from: helper, page: page, seconds: limits.pageSeconds, deadline: deadline, checkStop)
        switch reply {
        case .picture(let picture, let jpeg, page)
        where max(picture.width, picture.height) <= request.side
            && jpeg.isEmpty != request.wantsFile:
            return (picture, jpeg)
        case .pageFailed(page, reason: _):
            return nil
        default:
            helper.kill()
            throw Death(cause: .misbehaved, page: page)
        }
    }

    private static func receive(
        from helper: HelperProcess, page: Int?, seconds: Double, deadline: Date,
        _ checkStop: () throws -> Void
    ) throws -> HelperReply {
        let frame = try helper.receive(
            page: page, seconds: seconds, deadline: deadline, checkStop: checkStop)
        do {
            return try HelperReply(frame)
        } catch {
            throw Death(cause: .misbehaved, page: page)
        }
    }
}

/// Why a page could not be read.
struct PageFailure: Error, Hashable {
    /// A sentence for people, without text of the document.
    let reason: String
}

extension HelperSession.Death.Cause {
    /// For people: "could not be read: …".
    var reason: String {
        switch self {
        case .stalled(let seconds): "reading made no progress for \(Int(seconds)) s"
        case .outOfTime: "the time for the whole document was used up"
        case .crashed(.killed(signal: SIGXCPU)): "reading used up its processor time"
        case .crashed(.killed(signal: SIGABRT)): "reading ran out of memory or was aborted"
        case .crashed(.killed(let signal)): "the reader crashed (signal \(signal))"
        case .crashed(.exited(let code)): "the reader gave up (exit \(code))"
        case .misbehaved: "the reader answered with something that is no page"
        }
    }

    /// Whether more memory or time may help.
    var isForWantOfRoom: Bool {
        switch self {
        case .stalled, .outOfTime: true
        // SIGKILL comes from the kernel where memory is short, and from the hard limits.
        case .crashed(.killed(let signal)): [SIGABRT, SIGXCPU, SIGKILL].contains(signal)
        case .crashed(.exited), .misbehaved: false
        }
    }
}
