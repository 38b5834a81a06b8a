internal import Foundation
internal import PDF
internal import Storage
internal import Worker

/// The parent's side of one task: a helper, watched. Nothing that it says is trusted. Used by
/// one thread.
struct CopySession {
    let helpers: HelperPool
    let document: OpenBlob
    let deadline: Date
    let checkStop: () throws -> Void

    /// Has a helper do a task with `file`, and answers what it came to. `onKept` is told of
    /// each burned page (from 0) and how long the spool is with it.
    ///
    /// Throws `MarkingError` where the helper says why it cannot, and `HelperSession.Death`
    /// with the page that it was at.
    func perform(
        _ order: CopyOrder, on file: SpoolFile, spools: [SpoolFile] = [],
        onKept: (_ page: Int, _ spoolBytes: Int) throws -> Void = { _, _ in }
    ) throws -> CopyReply.Made {
        let helper = try helpers.take(startingNext: true)
        do {
            try helper.channel.send(try order.frame)
            try document.withDescriptor { try helper.channel.send(descriptor: $0) }
            for file in [file] + spools { try helper.channel.send(descriptor: file.descriptor) }
        } catch is FrameChannel.Failure {
            throw HelperSession.Death(cause: .crashed(helper.kill()), page: nil)
        }
        return try follow(helper, order, onKept)
    }

    private func follow(
        _ helper: HelperProcess, _ order: CopyOrder, _ onKept: (Int, Int) throws -> Void
    ) throws -> CopyReply.Made {
        var page: Int?
        while true {
            try checkStop()
            let frame = try helper.receive(
                page: page, seconds: order.limits.pageSeconds, deadline: deadline,
                checkStop: checkStop)
            switch try? CopyReply(frame) {
            case .page(let begun) where begun < order.limits.reading.maxPages: page = begun
            case .kept(let kept, let bytes) where kept == page: try onKept(kept, bytes)
            case .working: page = nil
            case .made(let made) where (1...order.limits.reading.maxPages) ~= made.pageCount:
                return made
            case .failed(let error): throw error
            default:
                helper.kill()
                throw HelperSession.Death(cause: .misbehaved, page: page)
            }
        }
    }
}
