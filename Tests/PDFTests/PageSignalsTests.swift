import PDF
import XCTest

final class PageSignalsTests: XCTestCase {
    func testFullPageImageWithInvisibleTextIsScan() throws {
        let signals = try makeSignals(
            "q 200 0 0 400 0 0 cm /Im0 Do Q BT 3 Tr /F1 10 Tf 20 300 Td (layer) Tj ET")
        XCTAssertTrue(signals.isScan)
        XCTAssertEqual(signals.imageShare, 1)
        XCTAssertEqual(signals.textShare, 0)
    }

    func testTextUnderFullPageImageIsScan() throws {
        XCTAssertTrue(
            try makeSignals("\(PDFMaker.text("under")) q 200 0 0 400 0 0 cm /Im0 Do Q").isScan)
    }

    func testTextOverFullPageImageIsNoScan() throws {
        let signals = try makeSignals("q 200 0 0 400 0 0 cm /Im0 Do Q \(PDFMaker.text("over"))")
        XCTAssertFalse(signals.isScan)
        XCTAssertGreaterThan(signals.textShare, 0)
    }

    func testHalfPageImageIsNoScan() throws {
        XCTAssertFalse(try makeSignals("q 200 0 0 200 0 0 cm /Im0 Do Q").isScan)
    }

    func testLanguageIsTold() throws {
        let signals = try makeSignals(
            PDFMaker.text(
                "Der Vertrag endet am letzten Tag des Monats,",
                "ohne dass es einer Kuendigung bedarf, und zwar",
                "auch dann, wenn die Parteien weiter arbeiten."))
        XCTAssertEqual(signals.language, "de")
    }

    func testShortTextHasNoLanguage() throws {
        XCTAssertNil(try makeSignals(PDFMaker.text("Der Vertrag")).language)
    }

    private func makeSignals(_ content: String) throws -> PageSignals {
        var maker = PDFMaker()
        let image = maker.addImage(width: 1, height: 1, pixels: [200, 200, 200])
        maker.addPage(.init(content: content, images: [image]))
        return try maker.makeDocument().readPage(at: 0).signals
    }
}
