import XCTest

@testable import PDF

final class CaptionFontTests: XCTestCase {
    private let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:-"

    func testEveryGlyphFitsItsDots() {
        for letter in letters {
            let rows = CaptionFont.rows(of: letter)
            XCTAssertEqual(rows.count, CaptionFont.height, "\(letter)")
            XCTAssertTrue(rows.allSatisfy { $0 < 1 << CaptionFont.width }, "\(letter)")
        }
    }

    func testNoTwoGlyphsLookTheSame() {
        XCTAssertEqual(Set(letters.map(CaptionFont.rows)).count, letters.count)
    }

    func testSmallLettersAreWrittenAsCapitals() {
        XCTAssertEqual(CaptionFont.rows(of: "q"), CaptionFont.rows(of: "Q"))
    }

    func testWhatIsNotThereIsBlank() {
        XCTAssertEqual(CaptionFont.rows(of: "頁"), CaptionFont.rows(of: " "))
    }

    func testLettersStandAsTheirDotsSay() {
        var canvas = Canvas(
            width: 5, height: 7, background: Color(red: 0, green: 0, blue: 0))
        canvas.write("L", left: 0, top: 0, scale: 1, .white)
        let drawn = (0..<7).map { y in
            (0..<5).map { canvas.raster.color(x: $0, y: y)[0] == 255 ? "#" : "." }.joined()
        }
        XCTAssertEqual(
            drawn, ["#....", "#....", "#....", "#....", "#....", "#....", "#####"])
    }
}
