internal import CHamming

/// How the processor counts bits; all give the same answers.
enum HammingKernel: CaseIterable, Sendable {
    /// Any processor.
    case portable
    /// x86-64 with the `popcnt` instruction.
    case popcount
    /// x86-64 with 256-bit integer vectors.
    case avx2

    /// The fastest that this processor runs.
    static let best = allCases.last { $0.runsHere } ?? .portable

    /// Whether this processor has what the kernel needs.
    var runsHere: Bool { hamming_kernel_runs(code) }

    var code: hamming_kernel {
        switch self {
        case .portable: HAMMING_PORTABLE
        case .popcount: HAMMING_POPCNT
        case .avx2: HAMMING_AVX2
        }
    }
}
