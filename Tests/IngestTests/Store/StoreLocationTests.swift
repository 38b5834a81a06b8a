import XCTest

@testable import Ingest

/// What is printed of a place tells where it is and never how to get in.
final class StoreLocationTests: XCTestCase {
    private func assertPrinted(_ url: String, _ text: String, line: UInt = #line) {
        XCTAssertEqual(DatabaseURL(url)?.description, text, line: line)
        XCTAssertFalse("\(String(reflecting: DatabaseURL(url)))".contains("secret"), line: line)
    }

    func testDatabaseIsPrintedWithoutWhoLogsIn() {
        assertPrinted(
            "postgres://muniment:secret@db.example.org:5432/archive?sslmode=require",
            "PostgreSQL at db.example.org:5432/archive")
        assertPrinted("postgresql://db/archive", "PostgreSQL at db/archive")
        assertPrinted(
            "postgres://u:secret@one:1,two:2/name", "PostgreSQL at one:1,two:2/name")
        assertPrinted("postgres://[::1]:5432/name", "PostgreSQL at [::1]:5432/name")
    }

    func testSocketsAndDefaultsHaveWords() {
        assertPrinted("postgres:///name?host=/run/postgresql", "PostgreSQL at /run/postgresql/name")
        assertPrinted("postgres:///name", "PostgreSQL at the default host/name")
    }

    /// A slash, an @ or a question mark that should have been escaped shows no part of it.
    func testUnescapedPasswordIsNotPrinted() {
        assertPrinted("postgres://u:secret/x@host/name", "PostgreSQL at host/name")
        assertPrinted("postgres://u:secret@x@host/name", "PostgreSQL at host/name")
        assertPrinted("postgres://u:secret?x@host/name", "PostgreSQL at u/")
    }

    func testBucketIsPrintedWithItsServer() {
        XCTAssertEqual(BlobsURL("s3://papers")?.description, "S3 bucket papers")
        XCTAssertEqual(
            BlobsURL("s3://papers/2026/?endpoint=https://u:secret@minio:9000&region=x")?
                .description,
            "S3 bucket papers/2026 at minio:9000")
    }

    func testOtherSchemesAreRefused() {
        for text in ["", "mysql://host/name", "host/name", "postgres:/host", "/srv/data"] {
            XCTAssertNil(DatabaseURL(text), text)
        }
        for text in ["", "s3://", "s3:///prefix", "http://host/bucket", "bucket"] {
            XCTAssertNil(BlobsURL(text), text)
        }
    }

    func testPlacesOfRowsAndBlobsAreOneInAFolder() {
        XCTAssertEqual(StoreLocation(folder: "/data").description, "/data")
        let location = StoreLocation(
            folder: "/data", database: DatabaseURL("postgres://u:secret@h/n"))
        XCTAssertEqual("\(location)", "PostgreSQL at h/n and /data")
    }
}
