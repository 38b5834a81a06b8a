internal import Storage
internal import Worker
internal import XCTest

extension JobQueueContract {
    /// A queue without live jobs has no kinds.
    public func censusOfNothingIsEmpty() throws {
        try queue.complete(try makeClaimed()) { _ in }
        XCTAssertEqual(try queue.census(), [])
    }

    /// Live jobs are counted by kind, and the age is that of the oldest which is due.
    public func censusCountsLiveJobsByKind() throws {
        let start = clock.now
        try enqueue("hooked")
        clock.advance(by: .seconds(5))
        try enqueue("hooked")
        try enqueue("later", runAt: clock.now + .seconds(60))
        try enqueue("test")
        _ = try claim(1, of: ["test"])
        clock.advance(by: .seconds(1))
        let census = try queue.census()
        XCTAssertEqual(census.map(\.kind), ["hooked", "later", "test"])
        XCTAssertEqual(census.map(\.waiting), [2, 1, 0])
        XCTAssertEqual(census.map(\.running), [0, 0, 1])
        XCTAssertEqual(census.map(\.dueSince), [start, nil, nil])
    }

    /// A job whose worker is gone does not count as running.
    public func censusKnowsWhoseLeaseRanOut() throws {
        _ = try makeClaimed()
        clock.advance(by: .seconds(11))
        XCTAssertEqual(try queue.census(), [])
    }
}
