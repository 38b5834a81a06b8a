package import Storage

/// Values for `IN ($3, $4, …)`, in the order of the values.
///
/// Repeats the last one up to a power of two, so that a few statements serve every
/// count and stay prepared.
package struct BindList {
    /// The numbers of the binds, with commas.
    package let numbers: String
    package let values: [any SQLBindable]

    /// `values` has at least one; `first` is the number of its bind.
    package init(_ values: [some SQLBindable], from first: Int) {
        var length = 1
        while length < values.count { length *= 2 }
        numbers = (first..<first + length).map { "$\($0)" }.joined(separator: ", ")
        let padding = values.suffix(1).flatMap { last in
            Array(repeating: last, count: length - values.count)
        }
        self.values = values + padding
    }
}
