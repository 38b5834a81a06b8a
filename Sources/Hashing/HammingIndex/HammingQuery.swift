/// What is looked for, and how.
struct HammingQuery: Sendable {
    let hash: PageHash
    /// The greatest distance of a match, 0 to 256.
    let radius: Int
    var kernel = HammingKernel.best
}
