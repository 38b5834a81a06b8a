import Foundation
import Hashing
import PDF
import Storage
import StoreTestSupport
import TestSupport
import Worker
import XCTest

@testable import Ingest

/// Copies of the sample documents, made by real helpers.
final class CopyMakerTests: XCTestCase {
    private lazy var shared = Result { try CopyWorkshop() }

    private func workshop() throws -> CopyWorkshop { try shared.get() }

    func testVectorCopyHasEveryPage() throws {
        let copy = try workshop().copy("slides-outline", .vector)
        XCTAssertEqual(copy.made.kind, .vector)
        XCTAssertEqual(copy.made.pageCount, 8)
        XCTAssertEqual(copy.document.facts.pageCount, 8)
        XCTAssertEqual(copy.made.substitutedPages, [])
        XCTAssertEqual(copy.made.missing, [])
    }

    func testMarkIsFoundInTheTextOfEveryPage() throws {
        let copy = try workshop().copy("pages-mixed-sizes", .vector)
        for page in 0..<copy.made.pageCount {
            let text = try copy.document.readPage(at: page, withRaster: false).text
            XCTAssertTrue(text.contains("MunimentMark7"), "page \(page)")
        }
    }

    func testOutlineAndFactsSurviveBothKinds() throws {
        let before = try workshop().original("slides-outline").facts
        for kind in [CopyKind.vector, .burned(dpi: 72)] {
            let facts = try workshop().copy("slides-outline", kind).document.facts
            XCTAssertEqual(facts.title, before.title)
            XCTAssertEqual(facts.outline, before.outline)
            XCTAssertFalse(facts.outline.isEmpty)
        }
    }

    func testTextIsThatOfTheOriginal() throws {
        for name in ["article-two-columns", "contract-tagged", "notice-chinese-japanese-korean"] {
            let before = try workshop().original(name).words()
            let copy = try workshop().copy(name, .vector)
            XCTAssertEqual(try copy.document.words(without: "MunimentMark7"), before, name)
        }
    }

    func testBurnedTextIsThatOfTheOriginal() throws {
        let names = [
            "article-two-columns", "notice-chinese-japanese-korean", "price-list",
            "letter-right-to-left", "scripts-many",
        ]
        for name in names {
            let before = try workshop().original(name).words()
            let copy = try workshop().copy(name, .burned(dpi: 72))
            XCTAssertEqual(try copy.document.words(), before, name)
        }
    }

    func testVectorCopyOfALongDocumentIsHardlyLarger() throws {
        let copy = try workshop().copy("register-300-pages", .vector)
        let before = try workshop().bytes("register-300-pages").count
        let sheet = try MarkSheet.draw(CopyWorkshop.mark, on: [.a4]).bytes.count
        XCTAssertLessThan(copy.made.byteCount - before - sheet, before / 50)
    }

    func testSameInputGivesSameBytes() throws {
        for kind in [CopyKind.vector, .burned(dpi: 72)] {
            XCTAssertEqual(
                try workshop().copy("invoice-2026-0417", kind).made,
                try workshop().copy("invoice-2026-0417", kind).made)
        }
    }

    func testDocumentWithAnOwnerPasswordStaysEncrypted() throws {
        let copy = try workshop().copy("encrypted-owner-password", .vector)
        XCTAssertTrue(copy.document.facts.isEncrypted)
        XCTAssertEqual(copy.made.pageCount, 3)
    }

    func testLockedDocumentIsRefused() throws {
        assertRefused("encrypted-user-password", .locked)
    }

    func testUnreadableDocumentIsRefused() throws {
        assertRefused("unreadable", .unreadable)
        assertRefused("zero-pages", .unreadable)
    }

    func testDamagedDocumentsAreCopiedWhole() throws {
        for name in ["damaged-page", "damaged-xref", "damaged-truncated", "header-after-junk"] {
            let pages = try workshop().original(name).facts.pageCount
            XCTAssertEqual(try workshop().copy(name, .vector).made.pageCount, pages, name)
        }
    }

    func testResolutionOutOfRangeIsRefused() throws {
        for dpi in [0, 71, 301] {
            XCTAssertThrowsError(try workshop().copy("near-blank", .burned(dpi: dpi))) {
                XCTAssertEqual(($0 as? CopyError)?.code, .invalid)
            }
        }
    }

    func testMarkWithoutWordsIsRefused() throws {
        XCTAssertThrowsError(
            try workshop().copy("near-blank", .vector, mark: PageMark(lines: []))
        ) { XCTAssertEqual(($0 as? CopyError)?.code, .invalid) }
    }

    func testCopyBeyondItsGreatestLengthIsRefused() throws {
        var limits = CopyLimits()
        limits.maxBytes = 2_000
        XCTAssertThrowsError(
            try workshop().copy("near-blank", .burned(dpi: 72), limits: limits)
        ) { XCTAssertEqual(($0 as? CopyError)?.code, .tooLarge) }
    }

    func testDocumentThatIsNotStoredIsNotFound() throws {
        XCTAssertThrowsError(
            try workshop().maker.make(
                of: SHA256.digest(of: [1]), mark: CopyWorkshop.mark, kind: .vector)
        ) { XCTAssertEqual(($0 as? CopyError)?.code, .unsound) }
    }

    func testNoCopyIsMadeOfDamagedBytes() throws {
        let folder = try TemporaryFolder()
        let blobs = try FileBlobStore(folder: folder.path)
        let bytes = try workshop().bytes("near-blank")
        let digest = try blobs.put(bytes, durability: .durable).digest
        let path = folder.path("blobs/\(digest.hex.prefix(2))/\(digest)")
        try FileManager.default.removeItem(atPath: path)
        try Data(bytes + [10]).write(to: URL(fileURLWithPath: path))
        let maker = CopyMaker(
            blobs: blobs,
            helpers: HelperPool(
                .builtCopyHelper, maxPayload: CopyHelper.maxPayload, maxWarm: 0))
        XCTAssertThrowsError(
            try maker.make(of: digest, mark: CopyWorkshop.mark, kind: .vector)
        ) { XCTAssertEqual(($0 as? CopyError)?.code, .unsound) }
    }

    func testStopIsThrownOn() throws {
        struct Stopped: Error {}
        for kind in [CopyKind.vector, .burned(dpi: 72)] {
            let digest = try workshop().add(workshop().bytes("register-300-pages"))
            XCTAssertThrowsError(
                try workshop().maker.make(of: digest, mark: CopyWorkshop.mark, kind: kind) {
                    throw Stopped()
                }
            ) { XCTAssertTrue($0 is Stopped) }
        }
    }

    private func assertRefused(
        _ name: String, _ code: CopyError.Code, line: UInt = #line
    ) {
        for kind in [CopyKind.vector, .burned(dpi: 72)] {
            XCTAssertThrowsError(try workshop().copy(name, kind), line: line) {
                XCTAssertEqual(($0 as? CopyError)?.code, code, line: line)
            }
        }
    }
}
