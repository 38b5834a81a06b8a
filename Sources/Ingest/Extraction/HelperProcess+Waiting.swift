internal import Foundation
internal import Worker

extension HelperProcess {
    /// How often a waiting parent looks whether it should stop.
    private static let slice = 0.1

    /// Few pages take longer; those of others are read first.
    private static let politeSeconds = 0.3

    /// The next frame of a helper that is at `page`; `checkStop` is called while waiting, and
    /// what it throws is thrown on.
    ///
    /// Throws `HelperSession.Death` where nothing came for `seconds`, or by `deadline`, or the
    /// helper ended or misbehaved.
    func receive(
        page: Int?, seconds: Double, deadline: Date, checkStop: () throws -> Void
    ) throws -> Frame {
        typealias Death = HelperSession.Death
        let patience = Date(timeIntervalSinceNow: seconds)
        let politeness = Date(timeIntervalSinceNow: Self.politeSeconds)
        do {
            while !(try channel.isReadable(by: Date(timeIntervalSinceNow: Self.slice))) {
                try checkStop()
                if Date() >= politeness { stepBack() }
                if Date() >= deadline { throw Death(cause: .outOfTime, page: page) }
                if Date() >= patience {
                    throw Death(cause: .stalled(seconds: seconds), page: page)
                }
            }
            return try channel.receive(by: patience)
        } catch let failure as FrameChannel.Failure {
            throw Death(cause: cause(of: failure, seconds), page: page)
        }
    }

    private func cause(
        of failure: FrameChannel.Failure, _ seconds: Double
    ) -> HelperSession.Death.Cause {
        let ending = kill()
        return switch failure {
        case .closed, .system: .crashed(ending)
        case .timedOut: .stalled(seconds: seconds)
        case .oversized: .misbehaved
        }
    }
}
