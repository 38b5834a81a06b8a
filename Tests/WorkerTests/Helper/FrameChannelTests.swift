import Foundation
import TestSupport
import XCTest

@testable import Worker

final class FrameChannelTests: XCTestCase {
    /// A channel and the bare descriptor of the other side, which the test closes.
    private func makeChannel(maxPayload: Int = 1 << 20) throws -> (FrameChannel, other: CInt) {
        var sockets: [CInt] = [-1, -1]
        XCTAssertEqual(socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &sockets), 0)
        return (FrameChannel(takingOwnership: sockets[0], maxPayload: maxPayload), sockets[1])
    }

    private func write(_ bytes: [UInt8], to descriptor: CInt) {
        XCTAssertEqual(Foundation.write(descriptor, bytes, bytes.count), bytes.count)
    }

    private func assertThrows(
        _ failure: FrameChannel.Failure, line: UInt = #line, _ body: () throws -> Void
    ) {
        XCTAssertThrowsError(try body(), line: line) {
            XCTAssertEqual($0 as? FrameChannel.Failure, failure, line: line)
        }
    }

    func testFramesOfAllSizesRoundTrip() throws {
        let (channel, other) = try makeChannel()
        Thread {
            let echo = FrameChannel(takingOwnership: other, maxPayload: 1 << 20)
            while let frame = try? echo.receive() { try? echo.send(frame) }
        }.start()
        for size in [0, 1, 2, 255, 256, 65_535, 65_536, 1 << 20] {
            let payload = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let frame = Frame(kind: UInt8(truncatingIfNeeded: size), payload: payload)
            try channel.send(frame)
            XCTAssertEqual(try channel.receive(), frame)
        }
    }

    func testAFrameIsItsLengthItsKindAndItsPayload() throws {
        let (channel, other) = try makeChannel()
        defer { close(other) }
        try channel.send(Frame(kind: 9, payload: Array(repeating: 7, count: 258)))
        var bytes = [UInt8](repeating: 0, count: 300)
        let count = read(other, &bytes, bytes.count)
        XCTAssertEqual(count, 5 + 258)
        XCTAssertEqual(Array(bytes.prefix(6)), [2, 1, 0, 0, 9, 7])
    }

    func testAnOversizedFrameIsRefused() throws {
        let (channel, other) = try makeChannel(maxPayload: 100)
        defer { close(other) }
        write([101, 0, 0, 0, 1], to: other)
        assertThrows(.oversized(101)) { _ = try channel.receive() }
    }

    /// Four gigabytes are announced and none is there: nothing may be taken for them.
    func testTheGreatestLengthIsRefusedFromItsHeaderAlone() throws {
        let (channel, other) = try makeChannel()
        defer { close(other) }
        write([255, 255, 255, 255, 1], to: other)
        assertThrows(.oversized(Int(UInt32.max))) { _ = try channel.receive() }
    }

    func testAFrameOfTheGreatestAllowedSizeIsTaken() throws {
        let (channel, other) = try makeChannel(maxPayload: 3)
        defer { close(other) }
        write([3, 0, 0, 0, 1, 7, 8, 9], to: other)
        XCTAssertEqual(try channel.receive(), Frame(kind: 1, payload: [7, 8, 9]))
    }

    func testAnEndAnywhereInAFrameIsClosed() throws {
        for prefix in [[], [3, 0], [3, 0, 0, 0, 1], [3, 0, 0, 0, 1, 7, 8]] as [[UInt8]] {
            let (channel, other) = try makeChannel()
            write(prefix, to: other)
            close(other)
            assertThrows(.closed) { _ = try channel.receive() }
        }
    }

    func testSendingToNobodyIsClosedAndNoSignal() throws {
        let (channel, other) = try makeChannel()
        close(other)
        assertThrows(.closed) { try channel.send(Frame(kind: 1, payload: [1])) }
        assertThrows(.closed) { try channel.send(descriptor: 0) }
    }

    func testAFrameThatIsNotWholeByTheDeadlineTimesOut() throws {
        let (channel, other) = try makeChannel()
        defer { close(other) }
        assertThrows(.timedOut) { _ = try channel.receive(by: .distantPast) }
        write([3, 0, 0, 0, 1, 7], to: other)
        assertThrows(.timedOut) {
            _ = try channel.receive(by: Date(timeIntervalSinceNow: 0.02))
        }
    }

    func testAFrameMayArriveByteByByte() throws {
        let (channel, other) = try makeChannel()
        defer { close(other) }
        Thread {
            for byte: UInt8 in [4, 0, 0, 0, 2, 10, 20, 30, 40] {
                var byte = byte
                _ = Foundation.write(other, &byte, 1)
                sched_yield()
            }
        }.start()
        let frame = try channel.receive(by: Date(timeIntervalSinceNow: 10))
        XCTAssertEqual(frame, Frame(kind: 2, payload: [10, 20, 30, 40]))
    }

    func testGarbageIsAFrameOrAnErrorAndNeverMore() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<500 {
            let (channel, other) = try makeChannel(maxPayload: 512)
            let garbage = (0..<Int.random(in: 0...2_000, using: &generator)).map { index in
                // Small lengths now and then, or hardly a frame would be whole.
                index % 5 < 4 && Bool.random(using: &generator)
                    ? 0 : UInt8.random(in: 0...255, using: &generator)
            }
            write(garbage, to: other)
            close(other)
            var taken = 0
            while let frame = try? channel.receive() {
                XCTAssertLessThanOrEqual(frame.payload.count, 512)
                taken += Frame.headerLength + frame.payload.count
            }
            XCTAssertLessThanOrEqual(taken, garbage.count)
        }
    }

    func testADescriptorIsPassed() throws {
        let (channel, other) = try makeChannel()
        let receiver = FrameChannel(takingOwnership: other, maxPayload: 16)
        let pipe = Pipe()
        try channel.send(descriptor: pipe.fileHandleForReading.fileDescriptor)
        try channel.send(Frame(kind: 3))
        let received = FileHandle(
            fileDescriptor: try receiver.receiveDescriptor(), closeOnDealloc: true)
        XCTAssertEqual(try receiver.receive(), Frame(kind: 3))
        try pipe.fileHandleForWriting.write(contentsOf: Data([1, 2, 3]))
        XCTAssertEqual(try received.read(upToCount: 3), Data([1, 2, 3]))
    }

    func testAMissingDescriptorIsClosed() throws {
        let (channel, other) = try makeChannel()
        write([0], to: other)
        assertThrows(.closed) { _ = try channel.receiveDescriptor() }
        close(other)
        assertThrows(.closed) { _ = try channel.receiveDescriptor() }
    }
}
