import Storage
import TestSupport
import XCTest

/// The contract of `Database`, on SQLite.
final class SQLiteContractTests: XCTestCase {
    private func contract(_ check: (DatabaseContract) throws -> Void) throws {
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

    func testConstraintLeavesTheTransactionAlive() throws {
        try contract { try $0.constraintLeavesTheTransactionAlive() }
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
