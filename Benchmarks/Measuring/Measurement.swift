import Foundation

/// Several readings of one figure.
struct Measurement {
    private let readings: [Double]

    init(_ readings: [Double]) {
        precondition(!readings.isEmpty)
        self.readings = readings.sorted()
    }

    var median: Double { readings[readings.count / 2] }

    /// The reading that 95 of 100 do not exceed.
    var p95: Double { readings[min(readings.count - 1, readings.count * 95 / 100)] }

    /// `min … median … max` with a unit.
    func text(_ unit: String, digits: Int = 1) -> String {
        let figures = [readings[0], median, readings[readings.count - 1]]
            .map { String(format: "%.\(digits)f", $0) }
        return "\(figures[1]) \(unit) (\(figures[0])…\(figures[2]))"
    }

    /// The seconds that `body` takes.
    static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Double(seconds) + Double(attoseconds) / 1e18
    }

    /// The processor seconds that `body` takes on this thread, whatever else the machine does.
    static func processorSeconds(_ body: () throws -> Void) rethrows -> Double {
        let start = threadTime
        try body()
        return threadTime - start
    }

    private static var threadTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// A row of a result: `what: figure`.
func report(_ what: String, _ figure: String) {
    let gap = String(repeating: " ", count: max(1, 44 - what.count))
    print("  \(what)\(gap)\(figure)")
}
