import Ingest
import Synchronization

/// Shows a move, a backup or a restore as one progress bar after the other. Threads may share it.
final class CopyBars: Sendable {
    private let terminal: Terminal
    private let bar = Mutex<ProgressBar?>(nil)

    init(_ terminal: Terminal) {
        self.terminal = terminal
    }

    /// Draws what it says.
    func show(_ progress: CopyProgress) {
        switch progress {
        case .began(let step, let total):
            let next = ProgressBar(step.label, total: total, unit: step.unit, on: terminal)
            bar.withLock { $0 = next }
        case .advanced(let count):
            bar.withLock { $0 }?.advance(by: count)
        case .ended:
            finish()
        }
    }

    /// Leaves the bar as it is, so that lines can follow.
    func finish() {
        bar.withLock { bar in
            defer { bar = nil }
            return bar
        }?.finish()
    }
}

extension CopyProgress.Step {
    fileprivate var label: String {
        switch self {
        case .rows, .rowsFile: "Copying rows"
        case .blobs: "Copying blobs"
        case .comparison: "Comparing"
        }
    }

    fileprivate var unit: ProgressLine.Unit {
        switch self {
        case .rows, .comparison: .items("rows")
        case .rowsFile, .blobs: .bytes
        }
    }
}
