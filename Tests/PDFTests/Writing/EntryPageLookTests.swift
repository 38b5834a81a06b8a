import Foundation
import XCTest

@testable import PDF

final class EntryPageLookTests: XCTestCase {
    func testWhatIsMissingIsTheDefault() throws {
        let look = try JSONDecoder().decode(EntryPageLook.self, from: Data("{}".utf8))
        XCTAssertEqual(look, EntryPageLook())
    }

    func testIsReadAsItIsWritten() throws {
        var look = EntryPageLook()
        look.paper = .letter
        look.accentColor = RGBColor(red: 1, green: 2, blue: 3)
        look.fontFamily = "DejaVu Serif"
        look.logo = [1, 2, 3]
        look.language = .french
        look.lines = [.code, .pageCount]
        let data = try JSONEncoder().encode(look)
        XCTAssertEqual(try JSONDecoder().decode(EntryPageLook.self, from: data), look)
    }

    func testColourThatIsNoneIsRefused() {
        let json = Data(#"{"accent_color": "red"}"#.utf8)
        XCTAssertThrowsError(try JSONDecoder().decode(EntryPageLook.self, from: json))
    }
}
