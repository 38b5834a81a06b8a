import XCTest

@testable import API

final class AddressRangeTests: XCTestCase {
    func testContainsWhatBeginsAlike() throws {
        for (range, inside, outside) in [
            ("10.0.0.0/8", "10.255.0.1", "11.0.0.1"), ("192.0.2.7", "192.0.2.7", "192.0.2.8"),
            ("192.0.2.0/31", "192.0.2.1", "192.0.2.2"),
            ("2001:db8::/32", "2001:db8:1::1", "2001:db9::"),
            ("::1", "::1", "::2"),
            ("2001:db8::/65", "2001:db8::7fff:0:0:1", "2001:db8::8000:0:0:1"),
            ("0.0.0.0/0", "203.0.113.1", "2001:db8::1"),
        ] {
            let range = try XCTUnwrap(AddressRange(range))
            XCTAssertTrue(range.contains(try XCTUnwrap(IPAddress(inside))), inside)
            XCTAssertFalse(range.contains(try XCTUnwrap(IPAddress(outside))), outside)
        }
    }

    func testRefusesWhatIsNoRange() {
        for text in ["", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::/129", "10.0.0.0/8/8", "a"] {
            XCTAssertNil(AddressRange(text), text)
        }
    }

    func testSpellsAddresses() {
        for text in ["192.0.2.7", "2001:db8::1", "::1"] {
            XCTAssertEqual(IPAddress(text)?.description, text)
        }
    }

    func testLooksThroughProxiesFromTheRight() throws {
        let proxies = TrustedProxies(ranges: ["10.0.0.0/8"].compactMap(AddressRange.init))
        let peer = try XCTUnwrap(IPAddress("10.0.0.1"))
        for (values, client) in [
            ([], "10.0.0.1"), (["192.0.2.1"], "192.0.2.1"),
            (["203.0.113.1, 192.0.2.1"], "192.0.2.1"), (["192.0.2.1, 10.0.0.2"], "192.0.2.1"),
            (["192.0.2.1", "10.0.0.2"], "192.0.2.1"), (["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
            (["192.0.2.1:1234"], "192.0.2.1"), (["[2001:db8::1]:1"], "2001:db8::1"),
            (["192.0.2.1, nonsense, 10.0.0.2"], "10.0.0.2"),
        ] {
            XCTAssertEqual(
                proxies.client(behind: peer, forwardedFor: values).description, client)
        }
    }
}
