import Hashing
import StoreTestSupport
import XCTest

@testable import Ingest

class ContentsHashTests: StoreTestCase {
    func testHashIsTheSHA256OfThePagesHashesInOrder() throws {
        let library = try sampleLibrary()
        let record = try library.record("article-two-columns")
        let bytes = try record.pages.flatMap { try XCTUnwrap($0.hash).bytes }
        XCTAssertEqual(record.contentsHash?.hex, SHA256.digest(of: bytes).hex)
    }

    func testCatalogGivesTheHashOfTheRecord() throws {
        let library = try sampleLibrary()
        for name in library.names {
            let version = try library.version(name)
            let record = try library.test.store.records.record(of: version)
            XCTAssertEqual(
                try library.test.store.records.contentsHash(of: version), record?.contentsHash,
                name)
        }
    }

    func testOtherBytesOfTheSamePagesHaveTheSameHash() throws {
        let library = try sampleLibrary()
        XCTAssertEqual(
            try library.record("header-after-junk").contentsHash,
            try library.record("damaged-xref").contentsHash)
    }

    func testDocumentWithAPageWithoutPictureHasNone() {
        let hash = PageHash(words: SIMD4(1, 2, 3, 4))
        XCTAssertNotNil(ContentsHash(of: [hash, hash]))
        XCTAssertNil(ContentsHash(of: [hash, nil]))
        XCTAssertNil(ContentsHash(of: []))
    }
}
