internal import Foundation
internal import Sharing

/// An error on its way to somebody whose key was accepted, so that its answer can tell where the
/// key stands.
struct RatedError: Error, CustomStringConvertible {
    let cause: any Error
    let standing: RateLimiter.Standing

    var description: String { String(describing: cause) }
}

extension RateLimiter.Standing {
    /// States the limits in an answer, and when to come again where they are exceeded.
    func mark(_ headers: inout HTTPHeaders) {
        headers.add("X-RateLimit-Limit", String(limit))
        headers.add("X-RateLimit-Remaining", String(remaining))
        headers.add("X-RateLimit-Reset", String(resetSeconds))
        guard isExceeded else { return }
        let wait = resetSeconds - Int(Date().timeIntervalSince1970)
        headers.add("Retry-After", String(max(1, wait)))
    }
}
