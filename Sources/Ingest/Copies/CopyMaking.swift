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

    /// Makes a copy and checks it; a vector copy that cannot be made becomes a burned one.
    ///
    /// Throws `CopyError`, and what `checkStop` throws.
    func make(_ kind: CopyKind) throws -> Outcome {
        guard case .burned(let dpi) = kind else { return try makeVector() }
        return try makeBurned(dpi: dpi)
    }

    private func makeVector() throws -> Outcome {
        do {
            return try retrying { try vector() }
        } catch let error as CopyError where error.code != .invalid && error.code != .locked {
            substituted = []
            return try makeBurned(dpi: limits.fallbackResolution)
        }
    }

    private func vector() throws -> Outcome {
        try file.cut()
        let made = try session.perform(order(.vector), on: file)
        return try checked(made, .vector)
    }

    private func makeBurned(dpi: Int) throws -> Outcome {
        let pages = try retrying { try session.perform(order(.survey), on: file).pageCount }
        let burning = PageBurning(session, order(.survey), dpi: dpi)
        let (spools, missing) = try burning.burn(pageCount: pages)
        substituted = burning.substituted
        return try retrying {
            try file.cut()
            var made = try session.perform(
                order(.assemble(spools: spools.count)), on: file, spools: spools)
            made.missing = missing
            return try checked(made, .burned(dpi: dpi))
        }
    }

    private func checked(_ made: CopyReply.Made, _ kind: CopyKind) throws -> Outcome {
        let check = try session.perform(order(.check(kind.check)), on: file)
        guard check.pageCount == made.pageCount else {
            throw CopyError(.failedCheck, "The copy lacks pages. Ask again.")
        }
        return Outcome(
            pageCount: made.pageCount, kind: kind, substituted: substituted,
            missing: made.missing)
    }

    /// Repeats an attempt, each time without the page that stopped the one before; throws
    /// `CopyError` where that is of no use.
    private func retrying<Value>(_ attempt: () throws -> Value) throws -> Value {
        while true {
            do {
                return try attempt()
            } catch let error as MarkingError {
                try giveUp(error.page, CopyError(error))
            } catch let death as HelperSession.Death {
                session.helpers.count(death)
                try giveUp(death.page, death.cause.copyError)
            }
        }
    }

    private func giveUp(_ page: Int?, _ error: CopyError) throws {
        guard let page, error.isOnePages, substituted.count < limits.maxGivenUpPages,
            substituted.insert(page).inserted
        else { throw error }
    }

    private func order(_ task: CopyOrder.Task) -> CopyOrder {
        CopyOrder(task: task, mark: mark, substituted: substituted, limits: limits)
    }
}

extension CopyKind {
    fileprivate var check: CopyCheck.Kind {
        switch self {
        case .vector: .vector
        case .burned: .burned
        }
    }
}
