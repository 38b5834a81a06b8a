internal import Foundation
internal import Storage

extension JobQueue {
    /// Runs `body` in a durable transaction, again and again while the database is
    /// away or another transaction is in the way, for as long as a lease lasts.
    ///
    /// An attempt whose commit went unanswered may have been kept: `body` is fenced
    /// by its claim and then throws `.leaseLost`, as after any other end.
    @discardableResult
    func writePersistently<Result>(
        _ body: (any Connection) throws -> Result
    ) throws -> Result {
        try persist { _ in try database.write(body) }
    }

    /// Runs `attempt`, which is told whether an earlier one may have been kept.
    func persist<Result>(_ attempt: (_ isRepeated: Bool) throws -> Result) throws -> Result {
        let deadline = ContinuousClock.now + settings.lease
        var pause = Self.firstPause
        var isRepeated = false
        while true {
            do {
                return try attempt(isRepeated)
            } catch let error as StorageError where error.mayPass && .now + pause < deadline {
                Thread.sleep(forTimeInterval: pause.seconds * .random(in: 0.5...1))
                pause = min(pause * 2, Self.longestPause)
                isRepeated = true
            }
        }
    }

    private static let firstPause: Duration = .milliseconds(20)
    private static let longestPause: Duration = .seconds(1)
}

extension StorageError {
    /// Whether the same call may succeed a little later.
    var mayPass: Bool { [.unavailable, .busy, .noSpace].contains(code) }
}
