internal import Foundation
internal import PDF
internal import Worker

/// The making of one copy: attempts until one stands, each page that stops one given up.
///
/// Used by one thread.
final class CopyMaking {
    /// A copy that stood its check.
    struct Outcome {
        var pageCount: Int
        var kind: CopyKind
        var substituted: Set<Int>
        var missing: [Unicode.Scalar]
    }

    /// Holds the copy once it is made.
    let file: SpoolFile
    private let mark: PageMark
    private let limits: CopyLimits
    private let session: CopySession
    private var substituted: Set<Int> = []

    init(_ mark: PageMark, _ limits: CopyLimits, _ session: CopySession) throws {
        self.mark = mark
        self.limits = limits
        self.session = session
        file = try SpoolFile()
    }

    /// Makes a copy and checks it. Throws `CopyError`.
    func make(_ kind: CopyKind) throws -> Outcome {
        while true {
            do {
                return try attempt(kind)
            } catch let death as HelperSession.Death {
                session.helpers.count(death)
                try giveUp(death.page, death.cause.copyError)
            } catch let error as MarkingError {
                try giveUp(error.page, CopyError(error))
            }
        }
    }

    private func attempt(_ kind: CopyKind) throws -> Outcome {
        try file.clear()
        let made = try session.perform(order(.vector), on: file)
        let checked = try session.perform(order(.check), on: file)
        guard checked.pageCount == made.pageCount else {
            throw CopyError(.failedCheck, "The copy lacks pages. Ask for a burned copy.")
        }
        return Outcome(
            pageCount: made.pageCount, kind: kind, substituted: substituted,
            missing: made.missing)
    }

    /// Notes the page at fault, so that the next attempt goes without it; throws `error` where
    /// that is of no use.
    private func giveUp(_ page: Int?, _ error: CopyError) throws {
        guard let page, error.code != .failedCheck, error.code != .tooLarge,
            substituted.count < limits.maxGivenUpPages, substituted.insert(page).inserted
        else { throw error }
    }

    private func order(_ task: CopyOrder.Task) -> CopyOrder {
        CopyOrder(task: task, mark: mark, substituted: substituted, limits: limits)
    }
}
