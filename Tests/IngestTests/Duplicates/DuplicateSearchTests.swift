import StoreTestSupport
import XCTest

@testable import Ingest

class DuplicateSearchTests: StoreTestCase {
    func testSameBytesAreFoundWithEveryPageMapped() throws {
        let test = try makeTestStore()
        let first = try test.add("invoice-2026-0417")
        let second = try test.add("invoice-2026-0417")
        try test.readAll()
        let matches = try test.duplicates.matches(of: test.version(first))
        XCTAssertEqual(matches.map(\.version.id), [second.versionID])
        XCTAssertEqual(matches.map(\.finding.verdict), [.sameBytes])
        XCTAssertEqual(matches.map(\.finding.score), [1])
        XCTAssertEqual(matches.map { $0.finding.pages.map(\.pageB) }, [[0]])
    }

    func testSameBytesAreFoundWhereNothingCouldBeRead() throws {
        let test = try makeTestStore()
        let first = try test.add("unreadable")
        let second = try test.add("unreadable")
        try test.readAll()
        let matches = try test.duplicates.matches(of: test.version(first))
        XCTAssertEqual(matches.map(\.version.id), [second.versionID])
    }

    func testGreyReexportHasTheSamePages() throws {
        let match = try XCTUnwrap(
            match(of: "article-two-columns", with: "article-reexported-grey"))
        XCTAssertEqual(match.finding.verdict, .samePages)
        XCTAssertEqual(match.finding.pages.map(\.pageA), [0, 1])
        XCTAssertEqual(match.finding.pages.map(\.pageB), [0, 1])
        XCTAssertTrue((0.9..<1).contains(match.finding.score), "\(match.finding.score)")
    }

    func testMatchesAreFoundFromBothSides() throws {
        let there = try XCTUnwrap(match(of: "article-two-columns", with: "article-reexported-grey"))
        let back = try XCTUnwrap(match(of: "article-reexported-grey", with: "article-two-columns"))
        XCTAssertEqual(there.finding.score, back.finding.score)
        XCTAssertEqual(there.finding.pages.map(\.distance), back.finding.pages.map(\.distance))
    }

    func testExtractSharesItsPagesWithTheBook() throws {
        let match = try XCTUnwrap(match(of: "register-extract", with: "register-300-pages"))
        XCTAssertEqual(match.finding.verdict, .containsPages)
        XCTAssertEqual(match.finding.pages.map(\.pageA), Array(0..<8))
        XCTAssertEqual(match.finding.pages.map(\.pageB), Array(119..<127))
    }

    /// The junk before the header changes the bytes and no page.
    func testDocumentAndItsUndamagedTwinHaveTheSamePages() throws {
        let match = try XCTUnwrap(match(of: "header-after-junk", with: "damaged-xref"))
        XCTAssertEqual(match.finding.verdict, .samePages)
        XCTAssertEqual(match.finding.pages.map(\.distance), Array(repeating: 0, count: 6))
    }

    func testBlankPagesAreNoEvidence() throws {
        let library = try sampleLibrary()
        let blank = try library.record("near-blank")
        let book = try library.record("register-300-pages")
        let hash = try XCTUnwrap(blank.pages[0].hash)
        XCTAssertTrue(book.pages.contains { $0.hash == hash }, "no blank page in the book")
        XCTAssertNil(try match(of: "near-blank", with: "register-300-pages"))
        XCTAssertNil(try match(of: "register-300-pages", with: "near-blank"))
    }

    /// Blank pages and one of 47 letters: too little to tell a document by.
    func testNearlyBlankDocumentIsNoEvidenceOfItsOtherForms() throws {
        let test = try makeTestStore()
        let first = try test.add("near-blank")
        let path = try test.makeFile(SampleDocuments.bytes("near-blank") + [UInt8(ascii: "\n")])
        _ = try test.store.intake.add(path: path)
        try test.readAll()
        XCTAssertEqual(try test.duplicates.matches(of: test.version(first)).map(\.version.id), [])
    }

    func testWhatIsKnownOfDuplicatesCountsThemAndNamesTheBest() throws {
        let library = try sampleLibrary()
        let (version, twin) = (
            try library.version("article-two-columns"),
            try library.version("article-reexported-grey")
        )
        let known = try XCTUnwrap(library.test.store.knownDuplicates(of: version))
        let matches = try library.test.duplicates.matches(of: version)
        XCTAssertEqual(known.count, matches.count { $0.finding.isDuplicate })
        XCTAssertEqual(known.best?.version, twin.id)
        XCTAssertEqual(known.best?.document, twin.documentID)
        XCTAssertEqual(known.best?.verdict, .samePages)
        XCTAssertEqual(known.best?.score, matches.first?.finding.score)
    }

    func testNothingIsKnownBeforeItWasLookedForButTheSameBytes() throws {
        let test = try makeTestStore()
        let first = try test.add("invoice-2026-0417")
        XCTAssertNil(try test.store.knownDuplicates(of: test.version(first)))
        let second = try test.add("invoice-2026-0417")
        let known = try XCTUnwrap(test.store.knownDuplicates(of: test.version(first)))
        XCTAssertEqual(known.count, 1)
        XCTAssertEqual(known.best?.version, second.versionID)
        XCTAssertEqual(known.best?.verdict, .sameBytes)
    }

    func testVersionWithoutDuplicatesIsKnownToHaveNone() throws {
        let library = try sampleLibrary()
        let known = try library.test.store.knownDuplicates(of: library.version("near-blank"))
        XCTAssertEqual(known, DuplicateSummary(count: 0, best: nil))
    }

    func testVersionIsNoDuplicateOfItself() throws {
        let library = try sampleLibrary()
        for name in library.names {
            let version = try library.version(name)
            let matches = try library.test.duplicates.matches(of: version)
            XCTAssertFalse(matches.contains { $0.version.id == version.id }, name)
            XCTAssertEqual(Set(matches.map(\.version.id)).count, matches.count, name)
            XCTAssertEqual(
                matches.map(\.finding.score), matches.map(\.finding.score).sorted(by: >), name)
        }
    }

    private func match(of name: String, with other: String) throws -> DuplicateMatch? {
        let library = try sampleLibrary()
        let id = try library.version(other).id
        return try library.test.duplicates.matches(of: library.version(name)).first {
            $0.version.id == id
        }
    }
}
