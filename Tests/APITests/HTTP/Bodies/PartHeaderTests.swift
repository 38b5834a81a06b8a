import XCTest

@testable import API

final class PartHeaderTests: XCTestCase {
    private func header(_ text: String) throws -> PartHeader {
        try PartHeader(["content-disposition": text])
    }

    func testReadsNamesAsProgramsSpellThem() throws {
        for (text, name) in [
            ("form-data; name=\"f\"; filename=\"a b.pdf\"", "a b.pdf"),
            ("form-data;name=f;filename=a.pdf", "a.pdf"),
            ("Form-Data; NAME=\"f\" ; FileName = \"a.pdf\";", "a.pdf"),
            ("form-data; name=\"f\"; filename=\"\"", ""),
            ("form-data; name=\"f\"; filename=\"a\\\"b.pdf\"", "a\"b.pdf"),
            ("form-data; name=\"f\"; filename=\"a%22b.pdf\"", "a\"b.pdf"),
            ("form-data; name=\"f\"; filename=\"50%.pdf\"", "50%.pdf"),
            ("form-data; name=\"f\"; filename=\"C:\\dir\\a.pdf\"", "C:\\dir\\a.pdf"),
            ("form-data; name=\"f\"; filename=\"a;b=c.pdf\"", "a;b=c.pdf"),
            ("form-data; name=\"f\"; filename=\"Größe.pdf\"", "Größe.pdf"),
            ("form-data; name=\"f\"; filename*=utf-8''Gr%C3%B6%C3%9Fe.pdf", "Größe.pdf"),
            ("form-data; name=\"f\"; filename=\"G.pdf\"; filename*=UTF-8'de'%C3%9F.pdf", "ß.pdf"),
            ("form-data; name=\"f\"; filename=\"G.pdf\"; filename*=latin1''%DF.pdf", "G.pdf"),
        ] {
            let header = try header(text)
            XCTAssertEqual(header.name, "f", text)
            XCTAssertEqual(header.fileName, name, text)
        }
    }

    func testAPartWithoutFileNameIsAField() throws {
        XCTAssertNil(try header("form-data; name=\"filename\"").fileName)
    }

    func testRefusesAPartWithoutName() {
        for text in [
            "", "form-data", "form-data; filename=a", "attachment; name=a", "form-data; name=\"a",
        ] {
            XCTAssertThrowsError(try header(text), text)
        }
    }
}
