internal import Foundation
internal import PDF
internal import Worker

/// The helper's side of making a copy: the body of the hidden subcommand that `HelperProcess`
/// starts. One task, then the end.
public enum CopyHelper {
    /// The subcommand's name.
    public static let subcommand = "mark-pdf-helper"

    /// The longest message in either direction, in bytes: an order with its mark.
    public static let maxPayload = 1 << 20

    /// Serves the parent on descriptor 3.
    ///
    /// Returns the exit code: 0 after a conversation, 1 where the kernel refused the
    /// confinement or the parent spoke nonsense.
    public static func run() -> Int32 {
        // A file beyond its limit is an error to be told, not a death.
        signal(SIGXFSZ, SIG_IGN)
        let channel = FrameChannel(
            takingOwnership: HelperProcess.channelDescriptor, maxPayload: maxPayload)
        do {
            let order = try CopyOrder(try channel.receive())
            // From here on, before any byte of the document.
            try order.limits.helperConfinement.apply()
            let document = try channel.receiveDescriptor()
            let file = try channel.receiveDescriptor()
            try CopyTask(order, document: document, file: file, channel: channel).serve()
            return 0
        } catch FrameChannel.Failure.closed {
            return 0
        } catch {
            return 1
        }
    }
}

/// A task in the helper. The descriptors are the process's for all its life.
private struct CopyTask {
    private let order: CopyOrder
    private let document: CInt
    private let file: CInt
    private let channel: FrameChannel

    init(_ order: CopyOrder, document: CInt, file: CInt, channel: FrameChannel) {
        self.order = order
        self.document = document
        self.file = file
        self.channel = channel
    }

    func serve() throws {
        do {
            try channel.send(CopyReply.made(try perform()).frame)
        } catch let failure as FrameChannel.Failure {
            throw failure
        } catch {
            try channel.send(CopyReply.failed(MarkingError(anyReason: error)).frame)
        }
    }

    private func perform() throws -> CopyReply.Made {
        switch order.task {
        case .vector: try vector()
        case .check: try check()
        }
    }

    private func vector() throws -> CopyReply.Made {
        let copy = try VectorCopy(descriptor: document, limits: order.limits.marking)
        let missing = try copy.mark(
            order.mark, substituting: order.substituted, progress: report)
        try copy.write(to: file, progress: reportWork)
        return CopyReply.Made(pageCount: copy.pageCount, missing: missing)
    }

    private func check() throws -> CopyReply.Made {
        let check = try CopyCheck(
            original: document, copy: file, reading: order.limits.reading,
            limits: order.limits.marking)
        return CopyReply.Made(pageCount: try check.run(progress: report))
    }

    private func report(_ page: Int) throws {
        try channel.send(CopyReply.page(page).frame)
    }

    /// A parent that is gone ends the process anyway.
    private func reportWork() {
        try? channel.send(CopyReply.working.frame)
    }
}

extension MarkingError {
    /// Any error of the PDF room as one that can be told to the parent.
    fileprivate init(anyReason error: any Error) {
        switch error {
        case let error as MarkingError: self = error
        case let error as DrawingError: self.init(.unusableMark, error.message)
        case let error as PDFError where error.code == .needsPassword:
            self.init(.needsPassword, error.message)
        case let error as PDFError: self.init(.unreadable, error.message)
        default: self.init(.unreadable, "The document cannot be copied.")
        }
    }
}
