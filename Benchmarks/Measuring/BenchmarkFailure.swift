/// Something that must hold and does not; the benchmark ends with exit code 1.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
