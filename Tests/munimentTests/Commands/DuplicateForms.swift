import Foundation
import TestSupport
import XCTest

/// Makes other forms of a stored document with the tools that people use.
struct DuplicateForms {
    let binary: Binary

    /// Runs a line of the shell in the test's folder.
    func make(_ line: String, file: StaticString = #filePath, line number: UInt = #line) throws {
        let outcome = try binary.shell("set -e; \(line)")
        XCTAssertEqual(outcome.code, 0, outcome.errors, file: file, line: number)
    }

    /// The same document from another producer.
    func reexport(_ document: String, to path: String) throws {
        try make("pdftocairo -pdf '\(binary.document(document))' \(path)")
    }

    /// The pages of a document that a range of qpdf names, such as `2-3` or `z-1`.
    func pages(_ range: String, of document: String, to path: String) throws {
        try make("qpdf --empty --pages '\(binary.document(document))' \(range) -- \(path)")
    }

    /// A scan of the first page: a grey JPEG of so many dots an inch on a page of A4.
    func scan(_ document: String, dpi: Int, to path: String) throws {
        let (width, height) = (595 * dpi / 72, 842 * dpi / 72)
        let size = "-scale-to-x \(width) -scale-to-y \(height)"
        try make(
            "pdftoppm -jpeg -gray -singlefile \(size) '\(binary.document(document))' scanned")
        let picture = try Data(
            contentsOf: URL(fileURLWithPath: binary.folder.path("scanned.jpg")))
        try pdf(of: picture, width: width, height: height)
            .write(to: URL(fileURLWithPath: binary.folder.path(path)))
    }

    /// A PDF without a cross-reference table, which readers make up for.
    private func pdf(of picture: Data, width: Int, height: Int) -> Data {
        let content = "595 0 0 842 0 0 cm /Im Do"
        var file = Data(
            """
            %PDF-1.4
            1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
            2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
            3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
            /Resources<</XObject<</Im 5 0 R>>>>>> endobj
            4 0 obj <</Length \(content.utf8.count)>> stream
            \(content)
            endstream endobj
            5 0 obj <</Type/XObject/Subtype/Image/Width \(width)/Height \(height)\
            /ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode\
            /Length \(picture.count)>> stream

            """.utf8)
        file.append(picture)
        file.append(Data("\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n".utf8))
        return file
    }
}
