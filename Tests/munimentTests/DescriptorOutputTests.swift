import Synchronization
import TestSupport
import XCTest

@testable import muniment

final class DescriptorOutputTests: XCTestCase {
    override func setUp() {
        signal(SIGPIPE, SIG_IGN)
    }

    private func makePipe() -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        XCTAssertEqual(pipe(&ends), 0)
        return (ends[0], ends[1])
    }

    /// Both ends of a new pseudoterminal.
    private func makeTerminal() -> (host: Int32, terminal: Int32) {
        // TIOCSPTLCK and TIOCGPTN of Linux's asm-generic/ioctls.h, which are not imported.
        let setLock: UInt = 0x4004_5431
        let getNumber: UInt = 0x8004_5430
        let host = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var lock: Int32 = 0
        var number: Int32 = 0
        XCTAssertEqual(ioctl(host, setLock, &lock), 0)
        XCTAssertEqual(ioctl(host, getNumber, &number), 0)
        return (host, open("/dev/pts/\(number)", O_RDWR | O_NOCTTY))
    }

    func testSmallTextWaitsForTheFlush() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("out")
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        let output = DescriptorOutput(descriptor)
        try output.write("née\n")
        XCTAssertEqual(try String(contentsOfFile: path, encoding: .utf8), "")
        try output.flush()
        XCTAssertEqual(try String(contentsOfFile: path, encoding: .utf8), "née\n")
        XCTAssertNil(output.terminalWidth)
    }

    func testReaderThatLeftIsToldApartAndStaysSo() {
        let ends = makePipe()
        close(ends.read)
        defer { close(ends.write) }
        let output = DescriptorOutput(ends.write)
        XCTAssertNoThrow(try output.write("x"))
        XCTAssertThrowsError(try output.flush()) {
            XCTAssertEqual($0 as? OutputError, .closed)
        }
        XCTAssertThrowsError(try output.write("y")) {
            XCTAssertEqual($0 as? OutputError, .closed)
        }
    }

    func testFullDiskIsAFailureWithItsReason() throws {
        let descriptor = open("/dev/full", O_WRONLY)
        defer { close(descriptor) }
        let output = DescriptorOutput(descriptor)
        try output.write("x")
        XCTAssertThrowsError(try output.flush()) {
            XCTAssertEqual($0 as? OutputError, .failed("No space left on device"))
        }
    }

    func testNonBlockingPipeIsWaitedFor() throws {
        let ends = makePipe()
        XCTAssertEqual(fcntl(ends.write, F_SETFL, O_NONBLOCK), 0)
        let received = Mutex(0)
        let isRead = expectation(description: "the reader has come to the end")
        Thread.detachNewThread {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while case let count = read(ends.read, &buffer, buffer.count), count > 0 {
                received.withLock { $0 += count }
            }
            isRead.fulfill()
        }
        let output = DescriptorOutput(ends.write)
        try output.write(String(repeating: "x", count: 1_000_000))
        try output.flush()
        close(ends.write)
        wait(for: [isRead], timeout: 30)
        close(ends.read)
        XCTAssertEqual(received.withLock { $0 }, 1_000_000)
    }

    func testTerminalTellsItsWidthAndGetsTextAtOnce() throws {
        let (host, terminal) = makeTerminal()
        defer {
            close(terminal)
            close(host)
        }
        let output = DescriptorOutput(terminal)
        XCTAssertEqual(output.terminalWidth, 80)
        var size = winsize()
        size.ws_col = 47
        XCTAssertEqual(ioctl(host, UInt(TIOCSWINSZ), &size), 0)
        XCTAssertEqual(output.terminalWidth, 47)
        try output.write("x")
        var byte: UInt8 = 0
        XCTAssertEqual(read(host, &byte, 1), 1)
        XCTAssertEqual(byte, UInt8(ascii: "x"))
    }

    func testThreadsKeepTheirLinesWhole() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("out")
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        let output = DescriptorOutput(descriptor)
        let line = String(repeating: "z", count: 99) + "\n"
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            for _ in 0..<500 { try? output.write(line) }
        }
        try output.flush()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        XCTAssertEqual(text, String(repeating: line, count: 2_000))
    }
}
