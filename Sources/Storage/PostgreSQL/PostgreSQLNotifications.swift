internal import Foundation
internal import Synchronization

/// Tells this process's listeners of commits, its own and those of others.
///
/// Own commits raise their topics' signals at once. Others are told by NOTIFY, at most once an
/// interval for each topic: the committing thread sends the first by itself, and a thread of this
/// object sends at the end of the interval for all that came since. The same thread listens, on a
/// connection of its own, and compares the clocks now and then. It starts with the first need and
/// ends with `close`.
final class PostgreSQLNotifications: Sendable {
    private let opener: PostgreSQLOpener
    private let wakeUp: PostgreSQLWakeUp
    private let state = Mutex(State())
    /// Marks our own announcements, whose signals were raised before others heard of them.
    private let sender = UUID().uuidString

    private struct State {
        var signals: [Topic: Signal] = [:]
        /// When other processes were last told of a topic.
        var announcedAt: [Topic: ContinuousClock.Instant] = [:]
        /// Topics of which they are to be told at the end of their interval.
        var delayed: Set<Topic> = []
        var isRunning = false
        var isClosed = false

        /// Whether the topic's interval is over.
        func mayAnnounce(_ topic: Topic, every interval: Duration) -> Bool {
            announcedAt[topic].map { ContinuousClock.now - $0 >= interval } ?? true
        }
    }

    private var interval: Duration { opener.settings.announcementInterval }

    init(opener: PostgreSQLOpener) throws {
        self.opener = opener
        wakeUp = try PostgreSQLWakeUp()
    }

    func signal(for topic: Topic) -> Signal {
        let signal = state.withLock { state in
            let signal = state.signals[topic] ?? Signal()
            state.signals[topic] = signal
            return signal
        }
        wakeThread()
        return signal
    }

    /// Raises the signals of this process. Returns the statements with which the caller tells
    /// others now; of the other topics they are told a little later.
    func announce(_ topics: Set<Topic>) -> [String] {
        let (signals, urgent, isDelaying) = state.withLock { state in
            let urgent = topics.filter { state.mayAnnounce($0, every: interval) }
            for topic in urgent { state.announcedAt[topic] = .now }
            let news = topics.subtracting(urgent).subtracting(state.delayed)
            state.delayed.formUnion(news)
            return (topics.compactMap { state.signals[$0] }, urgent, !news.isEmpty)
        }
        for signal in signals { signal.raise() }
        if isDelaying { wakeThread() }
        return urgent.map { $0.notification(from: sender) }
    }

    /// Ends the thread and its connection, after what is still to be announced.
    func close() {
        let isRunning = state.withLock { state in
            state.isClosed = true
            return state.isRunning
        }
        if isRunning { wakeUp.raise() }
    }

    private func wakeThread() {
        let mustStart = state.withLock { state in
            defer { state.isRunning = true }
            return !state.isRunning && !state.isClosed
        }
        guard mustStart else { return wakeUp.raise() }
        let thread = Thread { self.run() }
        thread.name = "postgresql-notifications"
        thread.start()
    }

    // MARK: - The thread

    /// Keeps a connection, and opens the next one when it is lost.
    private func run() {
        var backoff = PostgreSQLBackoff(opener.settings)
        while !isClosed {
            do {
                let connection = try opener.open()
                // Whatever was announced while nobody listened is looked for by the listeners.
                backoff = PostgreSQLBackoff(opener.settings)
                try serve(connection)
            } catch {
                // What is wrong is said by the calls that need the server. Here it is tried again.
                wakeUp.wait(for: nil, atMost: backoff.nextPause())
            }
        }
    }

    /// Sends and hears announcements until it is closed. Throws when the connection is lost.
    private func serve(_ connection: PostgreSQLConnection) throws {
        var heard: Set<Topic> = []
        var clockDue = ContinuousClock.now + opener.settings.clockInterval
        while true {
            try listen(on: connection, beyond: &heard)
            try sendDelayed(on: connection)
            raise(try connection.takeNotifications(butThoseOf: sender))
            if isClosed { return }
            if ContinuousClock.now >= clockDue {
                try opener.askForTime(on: connection)
                clockDue += opener.settings.clockInterval
            }
            let due = min(clockDue, nextAnnouncement ?? clockDue)
            wakeUp.wait(for: connection.socket, atMost: max(.zero, due - .now))
        }
    }

    private func listen(
        on connection: PostgreSQLConnection, beyond heard: inout Set<Topic>
    ) throws {
        let news = state.withLock { Set($0.signals.keys) }.subtracting(heard)
        guard !news.isEmpty else { return }
        _ = try connection.exchange(news.map { .run("LISTEN \($0.channel)") })
        heard.formUnion(news)
        // Announcements between the call of `signal(for:)` and this were not heard.
        raise(news)
    }

    private func sendDelayed(on connection: PostgreSQLConnection) throws {
        let due = state.withLock { state in
            let due = state.delayed.filter {
                state.isClosed || state.mayAnnounce($0, every: interval)
            }
            state.delayed.subtract(due)
            for topic in due { state.announcedAt[topic] = .now }
            return due
        }
        guard !due.isEmpty else { return }
        do {
            _ = try connection.exchange(due.map { .run($0.notification(from: sender)) })
        } catch {
            state.withLock { $0.delayed.formUnion(due) }
            throw error
        }
    }

    private func raise(_ topics: Set<Topic>) {
        let signals = state.withLock { state in topics.compactMap { state.signals[$0] } }
        for signal in signals { signal.raise() }
    }

    private var isClosed: Bool { state.withLock { $0.isClosed } }

    /// When the next topic's interval ends.
    private var nextAnnouncement: ContinuousClock.Instant? {
        state.withLock { state in
            state.delayed.map { (state.announcedAt[$0] ?? .now) + interval }.min()
        }
    }
}
