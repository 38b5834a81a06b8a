// Vectors: FIPS 180-4 examples, "SHA-256 Test Data" of NIST's CSRC.
import Hashing
import XCTest

final class SHA256Tests: XCTestCase {
    func testPublishedVectors() {
        let vectors = [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ]
        for (message, digest) in vectors {
            XCTAssertEqual(SHA256.digest(of: Array(message.utf8)).hex, digest)
        }
    }

    func testMillionLettersInUnevenPieces() {
        var hash = SHA256()
        var left = 1_000_000
        var piece = 1
        while left > 0 {
            let count = min(piece, left)
            hash.update([UInt8](repeating: UInt8(ascii: "a"), count: count))
            left -= count
            piece = (piece * 7 + 3) % 9_973
        }
        XCTAssertEqual(
            hash.finalize().hex,
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    func testFinalizeLeavesTheHashRunning() {
        var hash = SHA256()
        hash.update(Array("a".utf8))
        _ = hash.finalize()
        hash.update(Array("bc".utf8))
        XCTAssertEqual(hash.finalize(), SHA256.digest(of: Array("abc".utf8)))
    }
}
