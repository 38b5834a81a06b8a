import Hashing
import XCTest

@testable import Storage

final class S3LayoutTests: XCTestCase {
    private let digest = SHA256.digest(of: Array("abc".utf8))

    func testAKeyNamesItsBlob() {
        let layout = S3Layout(prefix: "a/")
        XCTAssertEqual(layout.key(of: digest), "a/blobs/ba/\(digest.hex)")
        XCTAssertEqual(layout.digest(key: layout.key(of: digest)), digest)
    }

    func testOtherKeysAreStrays() {
        let layout = S3Layout(prefix: "")
        for key in [
            "", "blobs/", "blobs/readme", "blobs/bb/\(digest.hex)", "blobs/ba/\(digest.hex)/x",
            "blobs/ba/\(digest.hex.uppercased())", "x/blobs/ba/\(digest.hex)",
            "blobs/\(digest.hex)",
        ] {
            XCTAssertNil(layout.digest(key: key), key)
        }
    }
}
