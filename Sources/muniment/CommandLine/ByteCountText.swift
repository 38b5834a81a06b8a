/// Numbers of bytes as people write and read them.
enum ByteCountText {
    private static let bytesOfUnit: [(unit: String, bytes: Int)] = [
        ("kib", 1 << 10), ("mib", 1 << 20), ("gib", 1 << 30), ("tib", 1 << 40),
        ("kb", 1_000), ("mb", 1_000_000), ("gb", 1_000_000_000), ("tb", 1_000_000_000_000),
        ("b", 1),
    ]

    /// Reads digits and a unit in either case: `KiB` to `TiB` are powers of 1024,
    /// `kB` to `TB` powers of 1000; none and `B` are bytes.
    ///
    /// Returns `nil` for any other text and for counts that overflow.
    static func parse(_ text: String) -> Int? {
        let text = text.lowercased()
        let unit = bytesOfUnit.first { text.hasSuffix($0.unit) }
        let digits = text.dropLast(unit?.unit.count ?? 0)
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let count = Int(digits) else {
            return nil
        }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: unit?.bytes ?? 1)
        return overflow ? nil : bytes
    }

    /// A few characters in powers of 1024, rounded down to a tenth: `12.3 MiB`, `999 B`.
    static func short(_ count: Int) -> String {
        let units = bytesOfUnit.prefix(4).reversed()
        let names = ["tib": "TiB", "gib": "GiB", "mib": "MiB", "kib": "KiB"]
        guard let fitting = units.first(where: { count >= $0.bytes }),
            let name = names[fitting.unit]
        else { return "\(count) B" }
        let tenth = count % fitting.bytes * 10 / fitting.bytes
        return "\(count / fitting.bytes).\(tenth) \(name)"
    }
}
