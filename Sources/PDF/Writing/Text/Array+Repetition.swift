extension [Unicode.Scalar] {
    /// Each of them once, in the order in which they came first.
    var withoutRepetition: [Unicode.Scalar] {
        var seen: Set<Unicode.Scalar> = []
        return filter { seen.insert($0).inserted }
    }
}
