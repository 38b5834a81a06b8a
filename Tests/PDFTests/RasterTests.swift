import PDF
import XCTest

final class RasterTests: XCTestCase {
    func testLongestSideIsExact() throws {
        for box in ["[0 0 200 400]", "[0 0 595.276 841.89]", "[0 0 1190 841]", "[0 0 3 3]"] {
            let raster = try makeRaster(box, "")
            XCTAssertEqual(max(raster.width, raster.height), 320, box)
        }
    }

    func testShortSideIsRounded() throws {
        let raster = try makeRaster("[0 0 595.276 841.89]", "")
        XCTAssertEqual(raster.width, 226)
    }

    func testThinPageIsOnePixelWide() throws {
        let raster = try makeRaster("[0 0 1 200000]", "")
        XCTAssertEqual(raster.width, 1)
        XCTAssertEqual(raster.height, 320)
    }

    func testColoursStandWhereTheyWereDrawn() throws {
        let raster = try makeRaster("[0 0 320 320]", "1 0 0 rg 0 160 160 160 re f")
        XCTAssertEqual(raster.color(x: 80, y: 80), [255, 0, 0])
        XCTAssertEqual(raster.color(x: 240, y: 80), [255, 255, 255])
        XCTAssertEqual(raster.color(x: 80, y: 240), [255, 255, 255])
    }

    func testSmallPatternIsAveraged() throws {
        var maker = PDFMaker()
        // Pixels alternate between black and white.
        let pixels = (0..<640 * 640).flatMap { index -> [UInt8] in
            (index % 640 + index / 640) % 2 == 0 ? [0, 0, 0] : [255, 255, 255]
        }
        let image = maker.addImage(width: 640, height: 640, pixels: pixels)
        maker.addPage(
            .init(mediaBox: "[0 0 320 320]", content: "320 0 0 320 0 0 cm /Im0 Do", images: [image])
        )
        let raster = try XCTUnwrap(maker.makeDocument().readPage(at: 0).raster)
        let gray = raster.pixels.count { abs(Int($0) - 127) <= 2 }
        // Splash gives one row and one column in the middle a single pixel each.
        XCTAssertGreaterThan(Double(gray) / Double(raster.pixels.count), 0.98)
    }

    func testJPEGDecodesToNearlyTheSamePixels() throws {
        let raster = try makeRaster("[0 0 320 320]", "0.2 0.4 0.6 rg 0 0 320 320 re f")
        let jpeg = try raster.jpeg()
        XCTAssertEqual(jpeg.prefix(2), [0xff, 0xd8])
        // Poppler itself decodes it.
        var maker = PDFMaker()
        let image = maker.addStream(
            """
            /Type /XObject /Subtype /Image /Width 320 /Height 320 /ColorSpace /DeviceRGB
            /BitsPerComponent 8 /Filter /DCTDecode
            """, jpeg)
        maker.addPage(
            .init(mediaBox: "[0 0 320 320]", content: "320 0 0 320 0 0 cm /Im0 Do", images: [image])
        )
        let decoded = try XCTUnwrap(maker.makeDocument().readPage(at: 0).raster)
        let difference = zip(raster.pixels, decoded.pixels).map { abs(Int($0) - Int($1)) }.max()
        XCTAssertLessThanOrEqual(try XCTUnwrap(difference), 4)
    }

    func testQualityBoundsJPEGSize() throws {
        let raster = try makeRaster("[0 0 200 400]", PDFMaker.text("Hello", "world", "again"))
        XCTAssertLessThan(try raster.jpeg(quality: 20).count, try raster.jpeg(quality: 95).count)
    }

    private func makeRaster(_ mediaBox: String, _ content: String) throws -> Raster {
        let page = PDFMaker.Page(mediaBox: mediaBox, content: content)
        return try XCTUnwrap(PDFMaker.onePage(page).makeDocument().readPage(at: 0).raster)
    }
}
