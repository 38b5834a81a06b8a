extension ParsedArguments {
    /// A whole number within `range`; `nil` when none is given and there is no default.
    ///
    /// Throws `UsageError` for any other text, naming the option or the variable.
    func integer(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
        let accepted = "Give a whole number from \(range.lowerBound) to \(range.upperBound)."
        return try converted(name, accepted: accepted) { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A number within `range`, such as `0.5`; `nil` when none is given and there is no default.
    ///
    /// Throws `UsageError` for any other text, naming the option or the variable.
    func number(_ name: String, in range: ClosedRange<Double>) throws(UsageError) -> Double? {
        let accepted = "Give a number from \(range.lowerBound) to \(range.upperBound)."
        return try converted(name, accepted: accepted) { text in
            Double(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A length of time: `15` and `15s` are seconds, then `2m`, `1h`, `7d`.
    ///
    /// Throws `UsageError` for any other text, naming the option or the variable.
    func duration(
        _ name: String, in range: ClosedRange<Duration>? = nil
    ) throws(UsageError) -> Duration? {
        let bounds = range.map {
            ", from \(DurationText.short($0.lowerBound)) to \(DurationText.short($0.upperBound))"
        }
        let accepted = "Give a time such as 15, 15s, 2m, 1h or 7d\(bounds ?? "")."
        return try converted(name, accepted: accepted) { text in
            DurationText.parse(text).flatMap { range?.contains($0) ?? true ? $0 : nil }
        }
    }

    /// A number of bytes: `104857600`, `100MiB` (powers of 1024), `2GB` (powers of 1000).
    ///
    /// Throws `UsageError` for any other text, naming the option or the variable.
    func byteCount(_ name: String) throws(UsageError) -> Int? {
        let accepted = "Give a size such as 104857600, 100MiB or 2GB."
        return try converted(name, accepted: accepted, ByteCountText.parse)
    }

    /// One of the words of an enumeration.
    ///
    /// Throws `UsageError` for any other text, naming the option or the variable.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, of type: Choice.Type
    ) throws(UsageError) -> Choice? {
        let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        return try converted(name, accepted: "Give one of: \(words).") { Choice(rawValue: $0) }
    }

    /// Like `integer`, for an option that has a default or must be given.
    func requiredInteger(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int {
        try required(name, integer(name, in: range))
    }

    /// Like `number`, for an option that has a default or must be given.
    func requiredNumber(_ name: String, in range: ClosedRange<Double>) throws(UsageError) -> Double
    {
        try required(name, number(name, in: range))
    }

    /// Like `duration`, for an option that has a default or must be given.
    func requiredDuration(
        _ name: String, in range: ClosedRange<Duration>? = nil
    ) throws(UsageError) -> Duration {
        try required(name, duration(name, in: range))
    }

    /// Like `byteCount`, for an option that has a default or must be given.
    func requiredByteCount(_ name: String) throws(UsageError) -> Int {
        try required(name, byteCount(name))
    }

    /// The value as `convert` reads it; `nil` when none is given and there is no default.
    ///
    /// Throws `UsageError` for a text that it refuses, naming the option or the variable.
    func converted<Value>(
        _ name: String, accepted: String, _ convert: (String) -> Value?
    ) throws(UsageError) -> Value? {
        guard let given = value(name) else { return nil }
        if let value = convert(given.text) { return value }
        let message = "the value '\(given.text)' of \(given.source.phrase) is not valid"
        throw error(message, remedy: accepted)
    }
}
