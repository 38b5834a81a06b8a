import XCTest

@testable import Ingest

final class MovePlanTests: XCTestCase {
    private let folder = StoreLocation(folder: "/data")
    private let postgresql = "postgres://muniment:secret@db:5432/archive"
    private let bucket = "s3://papers?endpoint=http://minio:9000"

    private func assertRefused(
        _ targets: [String], from source: StoreLocation, line: UInt = #line
    ) {
        XCTAssertThrowsError(try MovePlan(from: source, to: targets), line: line) { error in
            XCTAssertEqual((error as? MoveError)?.code, .badTarget, line: line)
            XCTAssertFalse("\(error)".contains("secret"), line: line)
        }
    }

    func testFolderTakesRowsAndBlobs() throws {
        let source = StoreLocation(
            folder: "/data", database: DatabaseURL(postgresql), blobs: BlobsURL(bucket))
        let plan = try MovePlan(from: source, to: ["/other"])
        XCTAssertEqual(plan.target, StoreLocation(folder: "/other"))
        XCTAssertTrue(plan.movesRows)
        XCTAssertTrue(plan.movesBlobs)
    }

    func testWhatIsNotNamedStaysWhereItIs() throws {
        let rows = try MovePlan(from: folder, to: [postgresql])
        XCTAssertTrue(rows.movesRows)
        XCTAssertFalse(rows.movesBlobs)
        let blobs = try MovePlan(from: folder, to: [bucket])
        XCTAssertFalse(blobs.movesRows)
        XCTAssertTrue(blobs.movesBlobs)
    }

    func testURLsTakeBoth() throws {
        let plan = try MovePlan(from: folder, to: [bucket, postgresql])
        XCTAssertEqual(
            plan.target,
            StoreLocation(
                folder: "/data", database: DatabaseURL(postgresql), blobs: BlobsURL(bucket)))
        XCTAssertTrue(plan.movesRows && plan.movesBlobs)
    }

    func testFolderTakesWhatTheURLLeaves() throws {
        let plan = try MovePlan(from: folder, to: ["/other", bucket])
        XCTAssertEqual(plan.target, StoreLocation(folder: "/other", blobs: BlobsURL(bucket)))
        XCTAssertTrue(plan.movesRows && plan.movesBlobs)
    }

    func testSamePlaceIsRefused() {
        assertRefused(["/data/"], from: folder)
        assertRefused(["/data/../data"], from: folder)
        assertRefused(
            [postgresql], from: StoreLocation(folder: "/x", database: DatabaseURL(postgresql)))
    }

    func testOtherWordsAreRefusedWithoutBeingShown() {
        assertRefused(["mysql://muniment:secret@db/archive"], from: folder)
        assertRefused([""], from: folder)
        assertRefused([postgresql, postgresql], from: folder)
        assertRefused(["/a", "/b"], from: folder)
        assertRefused(["/a", postgresql, bucket], from: folder)
    }
}
