import Synchronization
import XCTest

@testable import muniment

final class ProgressBarTests: XCTestCase {
    /// A clock that stands still until it is set.
    private final class Clock: Sendable {
        private let time = Mutex(Duration.zero)

        func set(_ milliseconds: Int) { time.withLock { $0 = .milliseconds(milliseconds) } }

        var now: @Sendable () -> Duration {
            { self.time.withLock { $0 } }
        }
    }

    private let clock = Clock()

    private func makeBar(on memory: MemoryTerminal, total: Int? = 100) -> ProgressBar {
        ProgressBar(
            "Work", total: total, unit: .items("files"), on: memory.terminal, now: clock.now)
    }

    private func redraws(_ memory: MemoryTerminal) -> Int {
        memory.errorText.components(separatedBy: "\rWork").count - 1
    }

    func testTerminalIsRedrawnAtMostTenTimesASecond() {
        let memory = MemoryTerminal(width: 60)
        let bar = makeBar(on: memory)
        for millisecond in 0..<1_000 {
            clock.set(millisecond)
            bar.advance()
        }
        XCTAssertEqual(redraws(memory), 10)
    }

    func testLineIsDrawnInPlaceAndLeftAtTheEnd() {
        let memory = MemoryTerminal(width: 50)
        let bar = makeBar(on: memory)
        bar.advance(by: 50)
        bar.update(done: 100)
        bar.finish()
        XCTAssertEqual(
            memory.errorText,
            "\rWork  [##########...........]  50/100 files   50%\u{1B}[K"
                + "\rWork  [####################]  100/100 files  100%\u{1B}[K\n")
        XCTAssertEqual(memory.outputText, "")
    }

    func testLastColumnStaysFree() {
        for width in [10, 20, 40, 80] {
            let memory = MemoryTerminal(width: width)
            makeBar(on: memory).advance()
            let drawn = memory.errorText.dropFirst().prefix { $0 != "\u{1B}" }
            XCTAssertLessThan(String(drawn).displayWidth, width)
        }
    }

    func testFileGetsALineEveryFiveSecondsAndOneAtTheEnd() {
        let memory = MemoryTerminal()
        let bar = makeBar(on: memory)
        for second in 0...12 {
            clock.set(second * 1_000)
            bar.advance()
        }
        bar.finish()
        XCTAssertEqual(
            memory.errorText,
            """
            Work: 6/100 files (6%), 1.2/s, 1:19 left
            Work: 11/100 files (11%), 1.1/s, 1:21 left
            Work: 13/100 files (13%), 1.0/s, 1:21 left

            """)
    }

    func testInterruptPrintsAboveTheBar() throws {
        let memory = MemoryTerminal(width: 50)
        let bar = makeBar(on: memory)
        bar.advance()
        bar.interrupt { memory.terminal.report("a line") }
        let after = try XCTUnwrap(memory.errorText.range(of: "\r\u{1B}[Ka line\n\rWork"))
        XCTAssertEqual(memory.errorText[after.upperBound...].filter { $0 == "\n" }.count, 0)
    }

    func testCountingDuringAnInterruptDrawsNothingUntilItEnds() {
        let memory = MemoryTerminal(width: 50)
        let bar = makeBar(on: memory)
        bar.advance()
        bar.interrupt {
            clock.set(5_000)
            bar.advance()
            XCTAssertEqual(redraws(memory), 1)
        }
        XCTAssertEqual(redraws(memory), 2)
        XCTAssertTrue(memory.errorText.contains(" 2/100 files"))
    }

    func testInterruptPassesResultsAndErrorsOn() {
        let bar = makeBar(on: MemoryTerminal(width: 50))
        XCTAssertEqual(bar.interrupt { 7 }, 7)
        XCTAssertThrowsError(try bar.interrupt { throw CommandLineError("no") })
    }

    func testNothingIsDrawnAfterTheEnd() {
        let memory = MemoryTerminal(width: 50)
        let bar = makeBar(on: memory)
        bar.finish()
        let text = memory.errorText
        clock.set(9_000)
        bar.advance()
        bar.interrupt {}
        bar.finish()
        XCTAssertEqual(memory.errorText, text)
    }

    func testFileIsNotToldTheSameCountTwice() {
        let memory = MemoryTerminal()
        let bar = makeBar(on: memory)
        clock.set(5_000)
        bar.update(done: 100)
        let text = memory.errorText
        XCTAssertTrue(text.contains("100/100 files"))
        bar.finish()
        XCTAssertEqual(memory.errorText, text)
    }

    func testLabelCannotSteerTheTerminal() {
        let memory = MemoryTerminal(width: 50)
        makeBar(on: memory).update(label: "a\n\u{1B}[2Jb")
        XCTAssertTrue(memory.errorText.contains("a \u{FFFD}[2Jb"))
    }

    func testThreadsLoseNoCounts() {
        let memory = MemoryTerminal()
        let bar = makeBar(on: memory, total: 8_000)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for _ in 0..<1_000 { bar.advance() }
        }
        bar.finish()
        XCTAssertEqual(memory.errorText, "Work: 8000/8000 files (100%)\n")
    }
}
