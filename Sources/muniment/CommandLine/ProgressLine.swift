/// One state of some long work, as a line of text.
struct ProgressLine: Sendable {
    /// What is counted.
    enum Unit: Sendable {
        /// Things of that name, in the plural: `files`.
        case items(String)
        /// Bytes, shown in powers of 1024.
        case bytes
    }

    /// What is going on; cut when the line is narrow.
    var label: String
    /// How much is done, in units.
    var done: Int
    /// `nil` when it is not known how much there is to do.
    var total: Int?
    /// What `done` and `total` count.
    var unit: Unit
    /// The time since the work began.
    var elapsed: Duration

    /// One line of at most `width` columns with a bar.
    ///
    /// What does not fit is left out: first the rate, then the time left, the
    /// counts, and the bar. The label is cut before that to no less than 12.
    func bar(width: Int) -> String {
        let share = percent?.padded(toWidth: 4, onTheLeft: true)
        let tails = [
            [counts, share, rate, timeLeft], [counts, share, timeLeft], [counts, share], [share],
        ]
        for tail in tails.map(joined) {
            let room = width - tail.displayWidth - 2
            if let line = fraction == nil ? withoutBar(tail, room) : withBar(tail, room) {
                return line
            }
        }
        let tail = percent ?? counts
        let room = width - tail.displayWidth - 2
        // A label cut shorter than this tells nothing.
        let shortened = room > 3 ? label.truncated(toWidth: room) : ""
        return joined([shortened, tail]).truncated(toWidth: width)
    }

    /// The same for a log: everything, without a bar.
    var plain: String {
        let share = percent.map { " (\($0))" } ?? ""
        let rest = [rate, timeLeft].compactMap { $0 }.map { ", \($0)" }.joined()
        return "\(label): \(counts)\(share)\(rest)"
    }
}

extension ProgressLine {
    private static let widestBar = 30
    private static let narrowestBar = 8

    private static let narrowestLabel = 12

    /// Label, bar and tail; `nil` when the room before the tail is too small.
    private func withBar(_ tail: String, _ room: Int) -> String? {
        let spare = room - Self.widestBar - 4
        let labelWidth = min(label.displayWidth, max(Self.narrowestLabel, spare))
        let barWidth = min(Self.widestBar, room - labelWidth - 4)
        guard barWidth >= Self.narrowestBar else { return nil }
        return joined([label.truncated(toWidth: labelWidth), drawn(barWidth), tail])
    }

    private func withoutBar(_ tail: String, _ room: Int) -> String? {
        guard room >= min(label.displayWidth, Self.narrowestLabel) else { return nil }
        return joined([label.truncated(toWidth: room), tail])
    }

    private var fraction: Double? {
        guard let total else { return nil }
        return total > 0 ? min(1, max(0, Double(done) / Double(total))) : 1
    }

    private var percent: String? {
        fraction.map { "\(Int($0 * 100))%" }
    }

    private var counts: String {
        let count = total.map { "\(amount(done))/\(amount($0))" } ?? amount(done)
        guard case .items(let name) = unit else { return count }
        return "\(count) \(name)"
    }

    private var seconds: Double { elapsed / .seconds(1) }

    private var perSecond: Double? {
        seconds >= 0.1 && done > 0 ? Double(done) / seconds : nil
    }

    private var rate: String? {
        guard let perSecond else { return nil }
        if case .bytes = unit { return "\(amount(Int(perSecond)))/s" }
        let tenths = Int(perSecond * 10)
        return "\(tenths / 10).\(tenths % 10)/s"
    }

    /// By the average rate so far; `nil` when all is done.
    private var timeLeft: String? {
        guard let total, let perSecond, done < total else { return nil }
        let left = Double(total - done) / perSecond
        return left < 360_000 ? "\(DurationText.clock(.seconds(left))) left" : nil
    }

    private func amount(_ count: Int) -> String {
        if case .bytes = unit { return ByteCountText.short(count) }
        return String(count)
    }

    /// Nothing when the share is not known.
    private func drawn(_ width: Int) -> String? {
        guard let fraction else { return nil }
        let full = Int(fraction * Double(width))
        let body = String(repeating: "#", count: full) + String(repeating: ".", count: width - full)
        return "[\(body)]"
    }

    private func joined(_ parts: [String?]) -> String {
        parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "  ")
    }
}
