internal import Foundation
internal import Worker

extension HelperPool {
    /// Counts a helper that did not survive its document.
    func count(_ death: HelperSession.Death) {
        counts.noteDeath(death.cause.word)
    }
}

extension HelperSession.Death.Cause {
    /// For metrics.
    fileprivate var word: StaticString {
        switch self {
        case .stalled: "no_progress"
        case .outOfTime: "document_time"
        case .crashed(.killed(signal: SIGXCPU)): "processor_time"
        case .crashed(.killed(signal: SIGABRT)): "memory"
        case .crashed(.killed): "crash"
        case .crashed(.exited): "gave_up"
        case .misbehaved: "misbehaved"
        }
    }
}
