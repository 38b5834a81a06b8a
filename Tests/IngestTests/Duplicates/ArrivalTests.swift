import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

/// What becomes of files that are forms of stored documents.
class ArrivalTests: StoreTestCase {
    func testSameBytesAreReportedInTheReceipt() throws {
        let test = try makeTestStore()
        let first = try test.add("invoice-2026-0417")
        XCTAssertNil(first.sameBytesAs)
        let second = try test.add("invoice-2026-0417")
        XCTAssertEqual(second.sameBytesAs, first.documentID)
        XCTAssertNotEqual(second.documentID, first.documentID)
    }

    func testSameBytesAreRefusedAtOnceWithTheNameOfTheDocument() throws {
        let test = try makeTestStore(arrivals: .refuse)
        let first = try test.add("invoice-2026-0417")
        XCTAssertThrowsError(try test.add("invoice-2026-0417")) { error in
            XCTAssertEqual((error as? IntakeError)?.code, .duplicate)
            XCTAssertTrue("\(error)".contains(first.documentID.text), "\(error)")
        }
        XCTAssertEqual(try test.count("versions"), 1)
        XCTAssertEqual(try test.count("documents"), 1)
    }

    func testSameBytesBecomeAVersionOfTheirDocument() throws {
        let test = try makeTestStore(arrivals: .link)
        let first = try test.add("invoice-2026-0417")
        let second = try test.add("invoice-2026-0417")
        XCTAssertEqual(second.documentID, first.documentID)
        try test.readAll()
        XCTAssertEqual(
            try test.store.catalog.versions(of: first.documentID).map(\.id),
            [first.versionID, second.versionID])
    }

    func testReexportBecomesAVersionOfItsDocument() throws {
        let test = try makeTestStore(arrivals: .link)
        let first = try test.add("article-two-columns")
        try test.readAll()
        let second = try test.add("article-reexported-grey")
        try test.readAll()
        let versions = try test.store.catalog.versions(of: first.documentID)
        XCTAssertEqual(versions.map(\.id), [first.versionID, second.versionID])
        XCTAssertEqual(versions.map(\.number), [1, 2])
        XCTAssertEqual(versions.map(\.state), [.ready, .ready])
        XCTAssertThrowsError(try test.store.catalog.document(named: second.documentID.text))
    }

    /// Each is the other's form, and neither was read when the other came.
    func testOfTwoThatComeTogetherOneIsLinked() throws {
        let test = try makeTestStore(arrivals: .link)
        let first = try test.add("article-two-columns")
        let second = try test.add("article-reexported-grey")
        try test.readAll()
        XCTAssertEqual(try test.version(first).documentID, try test.version(second).documentID)
        XCTAssertEqual(try test.count("documents"), 1)
    }

    func testOfTwoThatComeTogetherOneIsRefused() throws {
        let test = try makeTestStore(arrivals: .refuse)
        let first = try test.add("article-two-columns")
        let second = try test.add("article-reexported-grey")
        try test.readAll()
        let states = try [first, second].map { try test.version($0).state }
        XCTAssertEqual(Set(states), [.ready, .failed])
    }

    func testReexportIsRefusedAndItsBytesAreKept() throws {
        let test = try makeTestStore(arrivals: .refuse)
        let first = try test.add("article-two-columns")
        try test.readAll()
        let second = try test.add("article-reexported-grey")
        try test.readAll()
        let version = try test.version(second)
        XCTAssertEqual(version.state, .failed)
        XCTAssertTrue(try XCTUnwrap(version.reason).contains(first.documentID.text))
        XCTAssertNotNil(try test.store.blobs.byteCount(of: second.digest))
        XCTAssertEqual(try test.version(first).state, .ready)
    }

    func testReexportIsTakenWhereDuplicatesAreOnlyReported() throws {
        let test = try makeTestStore()
        let first = try test.add("article-two-columns")
        let second = try test.add("article-reexported-grey")
        try test.readAll()
        XCTAssertEqual(try test.version(second).documentID, second.documentID)
        XCTAssertEqual(try test.version(second).state, .ready)
        XCTAssertEqual(try test.version(first).state, .ready)
    }

    func testPolicyIsReadBackFromAJob() {
        for policy in ArrivalPolicy.allCases {
            XCTAssertEqual(ArrivalPolicy(payload: policy.payload), policy)
        }
        XCTAssertEqual(ArrivalPolicy(payload: "no JSON"), .report)
        XCTAssertEqual(ArrivalPolicy(payload: "{\"on_duplicate\":\"burn\"}"), .report)
    }
}
