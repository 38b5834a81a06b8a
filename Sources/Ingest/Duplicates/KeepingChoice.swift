/// What speaks for keeping a version among its duplicates.
struct KeepingChoice: Hashable, Sendable {
    let version: VersionID
    /// Of its record; 0 for a version that was never read.
    let pageCount: Int
    /// How many of its pages are pictures of paper.
    let scannedPages: Int
    let state: VersionState

    /// Whether it has text of its own, not only pictures of paper.
    private var isText: Bool { pageCount > 0 && scannedPages * 2 < pageCount }

    /// The order of grounds: text before scans, more pages before fewer, whole before
    /// damaged, old before new.
    private enum Ground: CaseIterable {
        case text, pages, whole

        /// Greater is better.
        func value(of choice: KeepingChoice) -> Int {
            switch self {
            case .text: choice.isText ? 1 : 0
            case .pages: choice.pageCount
            case .whole: choice.state == .ready ? 1 : 0
            }
        }

        var reason: String {
            switch self {
            case .text: "it has text, others are scans"
            case .pages: "it has the most pages"
            case .whole: "it was read whole, others are damaged"
            }
        }
    }

    /// The one to keep and the grounds that decided, for people.
    ///
    /// `nil` where there is nothing to choose from.
    static func best(of choices: [KeepingChoice]) -> (choice: KeepingChoice, reason: String)? {
        var left = choices
        var reasons: [String] = []
        for ground in Ground.allCases {
            let best = left.map(ground.value(of:)).max()
            let better = left.filter { ground.value(of: $0) == best }
            if better.count < left.count { reasons.append(ground.reason) }
            left = better
        }
        guard let oldest = left.min(by: { $0.version < $1.version }) else { return nil }
        if left.count > 1 {
            reasons.append(reasons.isEmpty ? "it is the oldest" : "it is the oldest of these")
        }
        return (oldest, reasons.joined(separator: "; "))
    }
}
