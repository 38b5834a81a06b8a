import Storage
import TestSupport
import XCTest

/// The contract of `Database`, on SQLite.
class SQLiteContractTests: XCTestCase {
    func contract(_ check: (DatabaseContract) throws -> Void) throws {
        let folder = try TemporaryFolder()
        try withExtendedLifetime(folder) {
            try check(DatabaseContract(SQLiteDatabase(path: folder.path("test.db"))))
        }
    }

    func testValuesRoundTrip() throws {
        try contract { try $0.valuesRoundTrip() }
    }

    func testSwiftTypesAreBound() throws {
        try contract { try $0.swiftTypesAreBound() }
    }

    func testEmptyIsNotNull() throws {
        try contract { try $0.emptyIsNotNull() }
    }

    func testBindsAreFoundByNumber() throws {
        try contract { try $0.bindsAreFoundByNumber() }
    }

    func testTenthBindIsNotTheFirst() throws {
        try contract { try $0.tenthBindIsNotTheFirst() }
    }

    func testWrongTypeIsCorrupt() throws {
        try contract { try $0.wrongTypeIsCorrupt() }
    }

    func testExecuteCountsItsOwnRows() throws {
        try contract { try $0.executeCountsItsOwnRows() }
    }

    func testANULIsReplaced() throws {
        try contract { try $0.aNULIsReplaced() }
    }

    func testARefusalEndsTheTransaction() throws {
        try contract { try $0.aRefusalEndsTheTransaction() }
    }

    func testNothingRunsAfterARefusal() throws {
        try contract { try $0.nothingRunsAfterARefusal() }
    }

    func testASavepointKeepsTheTransactionAlive() throws {
        try contract { try $0.aSavepointKeepsTheTransactionAlive() }
    }

    func testASavepointWithARefusalIsUndone() throws {
        try contract { try $0.aSavepointWithARefusalIsUndone() }
    }

    func testSavepointsNest() throws {
        try contract { try $0.savepointsNest() }
    }

    func testAnnouncementsOfAnUndoneSavepointAreNotHeard() throws {
        try contract { try $0.announcementsOfAnUndoneSavepointAreNotHeard() }
    }

    func testTheClockIsRight() throws {
        try contract { $0.theClockIsRight() }
    }

    func testErrorsHoldNoValues() throws {
        try contract { try $0.errorsHoldNoValues() }
    }

    func testThrowingBodyLeavesNothing() throws {
        try contract { try $0.throwingBodyLeavesNothing() }
    }

    func testWriteReturnsItsValue() throws {
        try contract { try $0.writeReturnsItsValue() }
    }

    func testNothingIsSeenBeforeTheCommit() throws {
        try contract { try $0.nothingIsSeenBeforeTheCommit() }
    }

    func testReadersKeepTheirSnapshot() throws {
        try contract { try $0.readersKeepTheirSnapshot() }
    }

    func testReadersDoNotWrite() throws {
        try contract { try $0.readersDoNotWrite() }
    }

    func testReadersRecoverFromErrors() throws {
        try contract { try $0.readersRecoverFromErrors() }
    }

    func testEveryTransactionHappensOnce() throws {
        try contract { try $0.everyTransactionHappensOnce() }
    }

    func testAnnouncementsAreHeardAfterTheCommit() throws {
        try contract { try $0.announcementsAreHeardAfterTheCommit() }
    }

    func testUndoneAnnouncementsAreNotHeard() throws {
        try contract { try $0.undoneAnnouncementsAreNotHeard() }
    }
}
