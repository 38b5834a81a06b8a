internal import Foundation

/// How long a test goes on whose class is named for it (`…SoakTests`): a little in every run of
/// the tests, and for hours under `make soak`.
public enum Soak {
    /// Whether this is the long run.
    public static let isLong = ProcessInfo.processInfo.environment["MUNIMENT_SOAK"] == "1"

    /// One of two counts: how many rounds each kind of run makes.
    public static func rounds(short: Int, long: Int) -> Int { isLong ? long : short }

    /// What randomness starts from: that of `MUNIMENT_SEED`, or the same in every short run and
    /// another in every long one. Print it where a round fails.
    public static let seed: UInt64 = {
        let named = ProcessInfo.processInfo.environment["MUNIMENT_SEED"].flatMap { UInt64($0) }
        return named ?? (isLong ? UInt64.random(in: .min ... .max) : 2_026)
    }()
}
