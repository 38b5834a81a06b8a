internal import Foundation
internal import PDF
internal import Synchronization
internal import Worker

/// Burns the pages of one document with two helpers, each page that kills one given up.
final class PageBurning: @unchecked Sendable {
    // Sendable: `session` is used for its helpers and document, which are; everything that
    // changes is in `state`.
    private let session: CopySession
    private let order: CopyOrder
    private let dpi: Int
    private let state = Mutex(State())

    private struct State {
        var substituted: Set<Int> = []
        var missing: [Unicode.Scalar] = []
        /// The first error that is no page's, or that of stopping: it ends both readers.
        var failure: (any Error)?
    }

    /// `order` gives the mark, the limits, and pages that were given up before.
    init(_ session: CopySession, _ order: CopyOrder, dpi: Int) {
        self.session = session
        self.order = order
        self.dpi = dpi
        state.withLock { $0.substituted = order.substituted }
    }

    /// Pages (from 0) in whose place a notice stands.
    var substituted: Set<Int> { state.withLock { $0.substituted } }

    /// Burns all pages; answers the spools that hold them, and the characters of the mark that
    /// no font has.
    ///
    /// Throws `CopyError`, and what the session's `checkStop` throws.
    func burn(pageCount: Int) throws -> (spools: [SpoolFile], missing: [Unicode.Scalar]) {
        let isShared = pageCount >= order.limits.pagesWorthAnotherHelper
        let middle = isShared ? pageCount / 2 : pageCount
        let parts = [0..<middle, middle..<pageCount].filter { !$0.isEmpty }
        let spools = try parts.map { _ in try SpoolFile() }
        let group = DispatchGroup()
        for (pages, spool) in zip(parts, spools) { start(pages, into: spool, in: group) }
        while group.wait(timeout: .now() + 0.1) == .timedOut {
            do { try session.checkStop() } catch { fail(error) }
        }
        return try state.withLock { state in
            if let failure = state.failure { throw failure }
            return (spools, state.missing)
        }
    }

    private func start(_ pages: Range<Int>, into spool: SpoolFile, in group: DispatchGroup) {
        group.enter()
        let thread = Thread { [self] in
            do { try burn(pages, into: spool) } catch { fail(error) }
            group.leave()
        }
        thread.name = "burning"
        thread.stackSize = 1 << 20
        thread.start()
    }

    private func fail(_ error: any Error) {
        state.withLock { $0.failure = $0.failure ?? error }
    }

    private func checkFailure() throws {
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// Burns a part, with another helper behind each page that is given up.
    private func burn(_ pages: Range<Int>, into spool: SpoolFile) throws {
        var (next, kept) = (pages.lowerBound, 0)
        while next < pages.upperBound {
            try spool.cut(to: kept)
            do {
                let made = try watched.perform(order(next..<pages.upperBound), on: spool) {
                    (next, kept) = ($0 + 1, $1)
                }
                state.withLock { $0.missing.formUnion(made.missing) }
                if next < pages.upperBound {
                    throw CopyError(.helperDied, "The copy's pages were not all made. Ask again.")
                }
            } catch let error as MarkingError {
                try giveUp(error.page, next, CopyError(error))
            } catch let death as HelperSession.Death {
                session.helpers.count(death)
                try giveUp(death.page, next, death.cause.copyError)
            }
        }
    }

    private func giveUp(_ page: Int?, _ next: Int, _ error: CopyError) throws {
        let isGivenUp = state.withLock { state in
            page == next && error.isOnePages
                && state.substituted.count < order.limits.maxGivenUpPages
                && state.substituted.insert(next).inserted
        }
        if !isGivenUp { throw error }
    }

    private func order(_ pages: Range<Int>) -> CopyOrder {
        var order = order
        order.task = .burn(pages: pages, dpi: dpi)
        order.substituted = substituted
        return order
    }

    /// The session as a reader's thread uses it: the caller's own thread looks whether to stop.
    private var watched: CopySession {
        CopySession(
            helpers: session.helpers, document: session.document, deadline: session.deadline,
            checkStop: { [self] in try checkFailure() })
    }
}

extension [Unicode.Scalar] {
    fileprivate mutating func formUnion(_ others: [Unicode.Scalar]) {
        for scalar in others where !contains(scalar) { append(scalar) }
    }
}
