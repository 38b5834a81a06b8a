internal import Foundation
internal import Storage
internal import Synchronization

/// What all requests of a server share.
final class ServerCore: Sendable {
    let settings: HTTPServerSettings
    let router: Router
    let log: any RequestLog
    let metrics: RequestMetrics
    let threads: BlockingThreads
    let proxies: TrustedProxies
    let names = RequestNames()
    let connections = ConnectionTable()
    /// Raised when a request has ended while the server drains.
    let ended = Signal()
    private let running = Atomic(0)
    private let draining = Atomic(false)
    private let closing = Atomic(false)
    /// The connections that a blocking thread has. Locked while one is suspended or resumed, so
    /// that none is suspended unknown to a server that closes.
    private let away = Mutex<[ObjectIdentifier: Handoff]>([:])

    init(
        settings: HTTPServerSettings, router: Router, log: any RequestLog,
        metrics: RequestMetrics
    ) {
        self.settings = settings
        self.router = router
        self.log = log
        self.metrics = metrics
        threads = BlockingThreads(count: settings.blockingThreads)
        proxies = TrustedProxies(ranges: settings.trustedProxies)
    }

    /// Requests whose first line was read and whose answer is not sent.
    var runningCount: Int { running.load(ordering: .acquiring) }

    /// Whether each answer is the last of its connection.
    var isDraining: Bool { draining.load(ordering: .relaxed) }

    /// Whether nothing waits any longer.
    var isClosing: Bool { closing.load(ordering: .relaxed) }

    func startRequest() {
        running.add(1, ordering: .acquiringAndReleasing)
    }

    func endRequest() {
        running.subtract(1, ordering: .acquiringAndReleasing)
        if isDraining { ended.raise() }
    }

    /// Suspends a connection for a blocking thread; returns whether the server still waits for
    /// such threads.
    func leave(_ handoff: Handoff) -> Bool {
        away.withLock {
            guard !isClosing else { return false }
            $0[ObjectIdentifier(handoff)] = handoff
            handoff.leave()
            return true
        }
    }

    /// Resumes a connection; returns whether there is one to go on with.
    func comeBack(_ handoff: Handoff) -> Bool {
        away.withLock {
            $0[ObjectIdentifier(handoff)] = nil
            return handoff.comeBack()
        }
    }

    /// Lets requests end and connections without one be closed.
    func startDraining() {
        draining.store(true, ordering: .sequentiallyConsistent)
        for connection in connections.all { connection.endWhenIdle() }
    }

    /// Gives up what a blocking thread still works at: libmicrohttpd must not be stopped while
    /// a connection is suspended.
    func startClosing() {
        away.withLock {
            closing.store(true, ordering: .sequentiallyConsistent)
            for handoff in $0.values { handoff.takeBack() }
        }
    }
}
