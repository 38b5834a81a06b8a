import Synchronization

/// Shows on standard error how far some long work has come.
///
/// On a terminal one line is redrawn in place, at most ten times a second;
/// elsewhere a plain line comes at most every five seconds, and one at the end.
/// Nothing is drawn between calls. Threads may share it.
final class ProgressBar: Sendable {
    private struct State {
        var line: ProgressLine
        var lastDrawn: Duration?
        /// What the last line said was done.
        var drawnDone: Int?
        var isOnScreen = false
        var interruptions = 0
        var isFinished = false
    }

    private let terminal: Terminal
    private let now: @Sendable () -> Duration
    private let start: Duration
    private let state: Mutex<State>

    /// Starts the clock; the first call of `advance` or `update` draws.
    ///
    /// `now` is the time since any fixed moment.
    init(
        _ label: String, total: Int?, unit: ProgressLine.Unit, on terminal: Terminal,
        now: @escaping @Sendable () -> Duration = ProgressBar.monotonicClock()
    ) {
        self.terminal = terminal
        self.now = now
        start = now()
        state = Mutex(
            State(
                line: ProgressLine(
                    label: label.printableLine, done: 0, total: total, unit: unit,
                    elapsed: .zero)))
    }

    /// Counts further work as done.
    func advance(by count: Int = 1) {
        change { $0.done += count }
    }

    /// Sets what is given and leaves the rest.
    func update(label: String? = nil, done: Int? = nil, total: Int? = nil) {
        change { line in
            line.label = label?.printableLine ?? line.label
            line.done = done ?? line.done
            line.total = total ?? line.total
        }
    }

    /// Takes the bar away while `body` prints lines, then draws it below them.
    ///
    /// Other threads may go on counting meanwhile.
    func interrupt<Result>(_ body: () throws -> Result) rethrows -> Result {
        state.withLock { state in
            state.interruptions += 1
            clear(&state)
        }
        defer {
            state.withLock { state in
                state.interruptions -= 1
                let wasDrawn = state.lastDrawn != nil && terminal.redrawWidth != nil
                if wasDrawn && !state.isFinished { draw(&state) }
            }
        }
        return try body()
    }

    /// Draws the last state and leaves it there. Later calls do nothing.
    func finish() {
        state.withLock { state in
            guard !state.isFinished else { return }
            state.isFinished = true
            state.interruptions = 0
            let isSaid = terminal.redrawWidth == nil && state.drawnDone == state.line.done
            if !isSaid { draw(&state) }
            if state.isOnScreen { terminal.draw("\n") }
            state.isOnScreen = false
        }
    }

    /// The time since the call, by a clock that nobody sets.
    static func monotonicClock() -> @Sendable () -> Duration {
        let start = ContinuousClock.now
        return { ContinuousClock.now - start }
    }
}

extension ProgressBar {
    private func change(_ body: (inout ProgressLine) -> Void) {
        state.withLock { state in
            guard !state.isFinished else { return }
            body(&state.line)
            if isDue(state) { draw(&state) }
        }
    }

    private func isDue(_ state: State) -> Bool {
        guard terminal.redrawWidth != nil else {
            return now() - (state.lastDrawn ?? start) >= .seconds(5)
        }
        guard let lastDrawn = state.lastDrawn else { return true }
        return now() - lastDrawn >= .milliseconds(100)
    }

    private func draw(_ state: inout State) {
        guard state.interruptions == 0 else { return }
        let moment = now()
        state.line.elapsed = moment - start
        state.lastDrawn = moment
        state.drawnDone = state.line.done
        guard let width = terminal.redrawWidth else { return terminal.report(state.line.plain) }
        // A line that fills the last column would wrap on some terminals.
        terminal.draw("\r\(state.line.bar(width: width - 1))\u{1B}[K")
        state.isOnScreen = true
    }

    private func clear(_ state: inout State) {
        guard state.isOnScreen else { return }
        terminal.draw("\r\u{1B}[K")
        state.isOnScreen = false
    }
}
