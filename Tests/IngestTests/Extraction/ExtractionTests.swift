import PDF
import Storage
import StoreTestSupport
import Worker
import XCTest

@testable import Ingest

/// What becomes of the sample documents, as `testdata/README.md` has it.
class ExtractionTests: StoreTestCase {
    private static let expectations: [(name: String, state: VersionState, pages: Int?)] = [
        ("article-reexported-grey", .ready, 2),
        ("article-two-columns", .ready, 2),
        ("contract-tagged", .ready, 4),
        ("damaged-page", .degraded, 6),
        ("damaged-truncated", .degraded, 6),
        ("damaged-xref", .degraded, 6),
        ("encrypted-owner-password", .ready, 3),
        ("encrypted-user-password", .needsPassword, nil),
        ("form-registration", .ready, 1),
        ("header-after-junk", .ready, 6),
        ("invoice-2026-0417", .ready, 1),
        ("invoice-2026-0418", .ready, 1),
        ("letter-right-to-left", .ready, 2),
        ("near-blank", .ready, 4),
        ("notice-chinese-japanese-korean", .ready, 3),
        ("old-pdf-1.3", .ready, 2),
        ("pages-mixed-sizes", .ready, 8),
        ("price-list", .ready, 5),
        ("register-300-pages", .ready, 300),
        ("register-extract", .ready, 8),
        ("scan-letter", .ready, 1),
        ("scan-letter-ocr", .ready, 1),
        ("scripts-many", .ready, 2),
        ("slides-outline", .ready, 8),
        ("unreadable", .failed, nil),
        ("zero-pages", .failed, nil),
    ]

    func testEverySampleDocumentIsExpected() throws {
        XCTAssertEqual(try sampleLibrary().names, Set(Self.expectations.map(\.name)))
    }

    func testDocumentsEndInTheirState() throws {
        let library = try sampleLibrary()
        for (name, state, _) in Self.expectations {
            XCTAssertEqual(try library.version(name).state, state, name)
        }
    }

    func testRecordsHaveEveryPageOnce() throws {
        let library = try sampleLibrary()
        for case (let name, _, let pages?) in Self.expectations {
            let record = try library.record(name)
            XCTAssertEqual(record.facts.pageCount, pages, name)
            XCTAssertEqual(record.pages.map(\.number), Array(0..<pages), name)
        }
    }

    func testDocumentsWithoutAReadablePageHaveNoRecord() throws {
        let library = try sampleLibrary()
        for (name, _, pages) in Self.expectations where pages == nil {
            let version = try library.version(name)
            XCTAssertNil(version.recordID, name)
            XCTAssertNil(try library.test.store.records.record(of: version), name)
            XCTAssertEqual(try library.test.store.records.pageTexts(of: version), [], name)
        }
    }

    func testReasonIsGivenExactlyWhereADocumentIsNotReady() throws {
        let library = try sampleLibrary()
        for (name, state, _) in Self.expectations {
            let reason = try library.version(name).reason
            XCTAssertEqual(reason == nil, state == .ready, name)
            XCTAssertNotEqual(reason, "", name)
        }
    }

    func testReasonNamesThePagesThatAreDamagedFromOne() throws {
        let library = try sampleLibrary()
        XCTAssertTrue(
            try XCTUnwrap(library.version("damaged-page").reason).hasPrefix("page 4: "))
        let truncated = try XCTUnwrap(library.version("damaged-truncated").reason)
        XCTAssertTrue(truncated.contains("page 5: ") && truncated.contains("page 6: "), truncated)
        XCTAssertFalse(truncated.contains("page 4: "), truncated)
    }

    func testSettledVersionsTellWhen() throws {
        let library = try sampleLibrary()
        for (name, _, _) in Self.expectations {
            let version = try library.version(name)
            XCTAssertGreaterThan(try XCTUnwrap(version.settledAt), version.createdAt, name)
        }
    }

    func testJobsEndAsTheirDocuments() throws {
        let library = try sampleLibrary()
        // What was read is looked for among the others.
        XCTAssertEqual(try library.test.store.queue.counts(), [.completed: 23 + 23, .failed: 3])
    }

    func testNoDraftIsLeft() throws {
        let library = try sampleLibrary()
        XCTAssertEqual(
            try library.test.count("records WHERE finished_at IS NOT NULL"), 23)
        XCTAssertEqual(
            try library.test.count(
                "pages JOIN records ON records.id = record_id WHERE finished_at IS NULL"), 0)
    }

    // MARK: - Pages

    func testThumbnailsAreJPEGsOfTheRastersSide() throws {
        let library = try sampleLibrary()
        for name in ["slides-outline", "pages-mixed-sizes", "scan-letter"] {
            for page in try library.record(name).pages {
                let digest = try XCTUnwrap(page.thumbnail)
                let bytes = try library.test.store.blobs.open(digest).contents(maxBytes: 1 << 20)
                let size = try XCTUnwrap(JPEGSize(bytes), "\(name) \(page.number)")
                XCTAssertEqual(max(size.width, size.height), 320, "\(name) \(page.number)")
                XCTAssertEqual(
                    size.width > size.height, page.width > page.height, "\(name) \(page.number)")
            }
        }
    }

    func testEveryPageWithAPictureHasAHashAndInk() throws {
        let library = try sampleLibrary()
        for page in try library.record("register-300-pages").pages {
            XCTAssertNotNil(page.thumbnail)
            XCTAssertNotNil(page.hash)
            XCTAssertTrue((0...1).contains(try XCTUnwrap(page.inkShare)))
        }
    }

    func testBlankPagesHaveNoInk() throws {
        let pages = try sampleLibrary().record("near-blank").pages
        XCTAssertEqual(pages.map { $0.inkShare == 0 }, [true, true, false, true])
    }

    func testBoxesLieWithinTheirPages() throws {
        let library = try sampleLibrary()
        for name in ["pages-mixed-sizes", "contract-tagged", "price-list", "scripts-many"] {
            for page in try library.record(name).pages {
                XCTAssertFalse(page.layout.words.isEmpty, "\(name) \(page.number)")
                let boxes = page.layout.words.map(\.box) + page.layout.blocks.map(\.box)
                for box in boxes {
                    XCTAssertTrue(box.x >= 0 && box.y >= 0, "\(name) \(box)")
                    XCTAssertTrue(box.maxX <= 1 + 1 / 65_535, "\(name) \(box)")
                    XCTAssertTrue(box.maxY <= 1 + 1 / 65_535, "\(name) \(box)")
                }
            }
        }
    }

    func testRotatedPagesAreUprightAndSaySo() throws {
        let pages = try sampleLibrary().record("pages-mixed-sizes").pages
        XCTAssertEqual(pages.map(\.rotation), [0, 90, 180, 270, 0, 0, 0, 0])
        for page in pages {
            // Text that runs along its page has words wider than high.
            let wide = page.layout.words.count {
                $0.box.width * page.width > $0.box.height * page.height
            }
            XCTAssertGreaterThan(wide * 2, page.layout.words.count, "\(page.number)")
        }
    }

    func testScansAreToldFromPagesThatWereWritten() throws {
        let library = try sampleLibrary()
        let scan = try library.record("scan-letter").pages[0]
        XCTAssertTrue(scan.signals.isScan)
        XCTAssertEqual(scan.signals.imageShare, 1, accuracy: 0.01)
        XCTAssertEqual(scan.text, "")
        let recognized = try library.record("scan-letter-ocr").pages[0]
        XCTAssertTrue(recognized.signals.isScan)
        XCTAssertEqual(recognized.signals.textShare, 0)
        XCTAssertTrue(recognized.text.contains("MARG1T"))
        XCTAssertFalse(try library.record("article-two-columns").pages[0].signals.isScan)
    }

    func testPageLabelsAreKept() throws {
        let labels = try sampleLibrary().record("register-300-pages").pages.map(\.label)
        XCTAssertEqual(labels[0...3], ["i", "ii", "iii", "iv"])
        XCTAssertEqual(labels[11...13], ["xii", "1", "2"])
        XCTAssertEqual(labels.last, "288")
    }

    func testDamagedPageIsThereWithItsComplaint() throws {
        let pages = try sampleLibrary().record("damaged-page").pages
        XCTAssertEqual(pages.map(\.complaints.isEmpty), [true, true, true, false, true, true])
        XCTAssertEqual(pages[3].layout.words, [])
        XCTAssertFalse(pages[4].text.isEmpty)
    }
}

/// The size in a JPEG's frame header (ITU-T T.81, B.2.2).
private struct JPEGSize {
    let width: Int
    let height: Int

    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: [0xff, 0xd8]), bytes.suffix(2) == [0xff, 0xd9] else { return nil }
        var position = 2
        func number(_ offset: Int) -> Int {
            Int(bytes[position + offset]) << 8 | Int(bytes[position + offset + 1])
        }
        while position + 9 < bytes.count, bytes[position] == 0xff {
            if (0xc0...0xc2).contains(bytes[position + 1]) {
                height = number(5)
                width = number(7)
                return
            }
            position += 2 + number(2)
        }
        return nil
    }
}
