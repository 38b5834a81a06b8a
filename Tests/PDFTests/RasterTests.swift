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

    func testLargeStencilIsAveraged() throws {
        // Alternating columns on the right; each pixel stands for four of them.
        let rows = (0..<1280).flatMap { _ in
            (0..<160).map { UInt8($0 < 80 ? 0xff : 0x55) }
        }
        for (decode, left) in [("", UInt8(255)), ("/Decode [1 0]", 0)] {
            var maker = PDFMaker()
            let stencil = maker.addStream(
                "/Type /XObject /Subtype /Image /ImageMask true /Width 1280 /Height 1280 "
                    + "/BitsPerComponent 1 \(decode)", rows)
            maker.addPage(
                .init(
                    mediaBox: "[0 0 320 320]", content: "320 0 0 320 0 0 cm /Im0 Do",
                    images: [stencil]))
            let raster = try XCTUnwrap(maker.makeDocument().readPage(at: 0).raster)
            XCTAssertEqual(raster.color(x: 40, y: 100), [left, left, left])
            let right = raster.color(x: 200, y: 200)
            XCTAssertTrue(right.allSatisfy { abs(Int($0) - 127) <= 1 }, "\(right)")
        }
    }

    func testJPEGDecodesToNearlyTheSamePixels() throws {
        let raster = try makeRaster("[0 0 320 320]", "0.2 0.4 0.6 rg 0 0 320 320 re f")
        let jpeg = try RasterEncoder().encode(raster).jpeg
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
        let encoder = try RasterEncoder()
        XCTAssertLessThan(
            try encoder.encode(raster, quality: 20).jpeg.count,
            try encoder.encode(raster, quality: 95).jpeg.count)
    }

    func testLumaIsThatOfTheColors() throws {
        for (width, height) in [(1, 1), (3, 5), (16, 16), (227, 320)] {
            let pixels = (0..<3 * width * height).map {
                UInt8(truncatingIfNeeded: $0 &* 2_654_435 >> 8)
            }
            let raster = Raster(width: width, height: height, pixels: pixels)
            let expected = (0..<width * height).map { pixel -> UInt8 in
                let weights = [19_595, 38_470, 7_471]
                let sum = (0..<3).reduce(32_768) { $0 + weights[$1] * Int(pixels[3 * pixel + $1]) }
                return UInt8(sum >> 16)
            }
            XCTAssertEqual(try RasterEncoder().encode(raster).luma, expected)
        }
    }

    func testEncoderServesPicturesOfChangingSize() throws {
        let encoder = try RasterEncoder()
        for side in [8, 64, 3, 100, 64] {
            let pixels = (0..<3 * side * side).map { UInt8(truncatingIfNeeded: $0 &* 97) }
            let raster = Raster(width: side, height: side, pixels: pixels)
            XCTAssertEqual(
                try encoder.encode(raster).jpeg, try RasterEncoder().encode(raster).jpeg)
        }
    }

    private func makeRaster(_ mediaBox: String, _ content: String) throws -> Raster {
        let page = PDFMaker.Page(mediaBox: mediaBox, content: content)
        return try XCTUnwrap(PDFMaker.onePage(page).makeDocument().readPage(at: 0).raster)
    }
}
