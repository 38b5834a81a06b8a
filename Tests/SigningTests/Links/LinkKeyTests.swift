import Signing
import TestSupport
import XCTest

final class LinkKeyTests: XCTestCase {
    private let key = LinkKey(id: "lky_1", secret: Array(0..<32))

    private func statement(_ method: LinkMethod = .get) -> LinkStatement {
        LinkStatement(
            method: method, path: "/links/versions/ver_01h455vb4pex5vsknk084sn02q",
            expires: 1_763_750_000, epochs: LinkEpochs(document: 3, version: 0), id: "lnk_7")
    }

    private func opens(_ target: String, _ method: LinkMethod = .get) -> Bool {
        SignedLink(target: target).map { key.signed($0, for: method) } ?? false
    }

    // Made with Python's hmac and base64.urlsafe_b64encode.
    func testSignsMethodPathAndParameters() {
        XCTAssertEqual(
            key.link(to: statement()),
            "/links/versions/ver_01h455vb4pex5vsknk084sn02q?expires=1763750000&key=lky_1"
                + "&epoch=3.0&link=lnk_7&signature=Y1DZf2AYJLyLPxoXJ3caV5XFbfNfXxn9myUW8TWPXfw")
    }

    func testTakesApartWhatItSigned() throws {
        let link = try XCTUnwrap(SignedLink(target: key.link(to: statement())))
        XCTAssertEqual(link.path, statement().path)
        XCTAssertEqual(link.expires, statement().expires)
        XCTAssertEqual(link.key, "lky_1")
        XCTAssertEqual(link.epochs, statement().epochs)
        XCTAssertEqual(link.id, "lnk_7")
        XCTAssertTrue(key.signed(link, for: .get))
    }

    func testOtherMethodsAndKeysAreRefused() throws {
        let link = try XCTUnwrap(SignedLink(target: key.link(to: statement(.put))))
        XCTAssertTrue(key.signed(link, for: .put))
        XCTAssertFalse(key.signed(link, for: .get))
        XCTAssertFalse(key.signed(link, for: .post))
        let other = LinkKey(id: "lky_1", secret: Array(1..<33))
        XCTAssertFalse(other.signed(link, for: .put))
    }

    func testOtherSpellingsAreRefused() {
        let target = key.link(to: statement())
        for other in [
            target + "&a=b", target + "=", "http://a" + target, "/" + target,
            target.replacing("?", with: "?a=b&"), target.replacing("&epoch", with: "&&epoch"),
            target.replacing("expires=1", with: "expires=01"),
            target.replacing("3.0", with: "3.00"), target.replacing("3.0", with: "3.-0"),
            target.replacing("versions", with: "vers%69ons"), "", "/", "?",
        ] {
            XCTAssertFalse(opens(other), other)
        }
    }

    func testMutatedLinksAreRefused() {
        var generator = SeededGenerator(seed: 1)
        let links = LinkMethod.allCases.map { (method: $0, target: key.link(to: statement($0))) }
        let accepted = (0..<80_000).filter { index in
            let link = links[index % links.count]
            let mutated = link.target.mutated(using: &generator)
            return mutated != link.target && opens(mutated, link.method)
        }
        XCTAssertEqual(accepted.count, 0)
    }

    func testNeverShowsTheSecret() {
        XCTAssertEqual("\(key)", "LinkKey(lky_1)")
        XCTAssertEqual(String(reflecting: key), "LinkKey(lky_1)")
    }
}

extension String {
    /// The text with one byte changed, put in, taken out or exchanged with another.
    func mutated(using generator: inout some RandomNumberGenerator) -> String {
        var bytes = Array(utf8)
        let place = Int.random(in: bytes.indices, using: &generator)
        let byte = UInt8.random(in: 33...126, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        case 2: bytes.remove(at: place)
        default: bytes.swapAt(place, Int.random(in: bytes.indices, using: &generator))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
