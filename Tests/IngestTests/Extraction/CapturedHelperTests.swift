import Foundation
import StoreTestSupport
import TestSupport
import Worker
import XCTest

@testable import Ingest

/// What a helper does that its document has taken over ends it, and the job says why.
final class CapturedHelperTests: XCTestCase {
    private func errors(
        of harm: String, _ limits: ExtractionLimits = ExtractionLimits()
    ) throws -> [JobErrorEntry] {
        let test = try TestStore()
        let receipt = try test.add("invoice-2026-0417")
        let helper = HelperProcess.Executable(
            path: TestTool.path, arguments: ["helper", "captured", harm])
        try test.readAll(helper, limits: limits)
        XCTAssertEqual(try test.version(receipt).state, .failed)
        let errors = try test.store.queue.errors(of: receipt.jobID)
        XCTAssertEqual(try test.version(receipt).reason, errors.last?.message)
        return errors
    }

    private func expect(
        _ errors: [JobErrorEntry], _ failureClass: String, _ reason: String, line: UInt = #line
    ) {
        let message = "The document cannot be opened: \(reason)."
        XCTAssertEqual(Set(errors.map(\.message)), [message], line: line)
        XCTAssertEqual(Set(errors.map(\.failureClass)), [failureClass], line: line)
    }

    func testTooMuchMemoryIsTheReason() throws {
        expect(try errors(of: "hoard"), "resource", "reading ran out of memory or was aborted")
    }

    func testTooMuchProcessorTimeIsTheReason() throws {
        expect(try errors(of: "burn"), "resource", "reading used up its processor time")
    }

    func testSpinningIsTheReason() throws {
        var limits = ExtractionLimits()
        limits.pageSeconds = 0.5
        let errors = try errors(of: "spin", limits)
        XCTAssertEqual(errors.map(\.failureClass), ["resource", "resource"])
        for error in errors {
            XCTAssertTrue(error.message.contains("reading made no progress for"), error.message)
        }
    }

    func testNonsenseIsTheReason() throws {
        expect(
            try errors(of: "flood"), "document",
            "the reader answered with something that is no page")
    }
}
