import XCTest

@testable import Storage

final class PostgreSQLControlsTests: XCTestCase {
    private func makeSent() -> PostgreSQLControls {
        var controls = PostgreSQLControls(["BEGIN"])
        controls.noteSent()
        return controls
    }

    func testASavepointThatWasNotSentIsTakenBack() {
        var controls = makeSent()
        controls.open("a")
        controls.open("b")
        controls.release("b")
        XCTAssertEqual(controls.pending, ["SAVEPOINT a"])
        controls.undo("a")
        XCTAssertEqual(controls.pending, [])
    }

    func testASavepointThatWasSentIsReleasedLater() {
        var controls = makeSent()
        controls.open("a")
        controls.noteSent()
        controls.release("a")
        XCTAssertEqual(controls.pending, ["RELEASE a"])
    }

    func testUndoingASavepointDropsWhatIsPendingInIt() {
        var controls = makeSent()
        controls.open("a")
        controls.noteSent()
        controls.open("b")
        controls.noteSent()
        controls.release("b")
        controls.open("b")
        controls.undo("a")
        XCTAssertEqual(controls.pending, ["ROLLBACK TO a", "RELEASE a"])
    }

    func testBeforeAStatementHasRunItMayStartOver() {
        var controls = makeSent()
        controls.open("a")
        XCTAssertTrue(controls.mayStartOver)
        controls.startOver()
        XCTAssertEqual(controls.pending, ["BEGIN", "SAVEPOINT a"])
        XCTAssertFalse(controls.hasBegun)
    }

    func testAfterAStatementItMayNotStartOver() {
        var controls = makeSent()
        controls.noteRun()
        XCTAssertFalse(controls.mayStartOver)
    }
}
