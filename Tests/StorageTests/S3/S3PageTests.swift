import XCTest

@testable import Storage

final class S3PageTests: XCTestCase {
    func testObjectsAreRead() throws {
        let page = try S3ObjectPage(
            Array(
                """
                <?xml version="1.0"?>
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                <IsTruncated>true</IsTruncated><EncodingType>url</EncodingType>
                <Contents><Key>blobs/a%20b+c%26</Key><Size>7</Size></Contents>
                <Contents><Key>blobs/d</Key><Size>0</Size></Contents>
                </ListBucketResult>
                """.utf8))
        XCTAssertTrue(page.hasMore)
        XCTAssertEqual(
            page.entries,
            [
                .init(key: "blobs/a b c&", byteCount: 7), .init(key: "blobs/d", byteCount: 0),
            ])
    }

    func testUploadsAreRead() throws {
        let page = try S3UploadPage(
            Array(
                """
                <ListMultipartUploadsResult><IsTruncated>true</IsTruncated>
                <NextKeyMarker>k</NextKeyMarker><NextUploadIdMarker>i</NextUploadIdMarker>
                <Upload><Key>a</Key><UploadId>1</UploadId><Initiated>2010-11-10T20:48:33.000Z\
                </Initiated></Upload>
                <Upload><Key>b</Key><UploadId>2</UploadId><Initiated>2010-11-10T20:48:33Z\
                </Initiated></Upload>
                </ListMultipartUploadsResult>
                """.utf8))
        XCTAssertEqual(page.entries.map(\.id), ["1", "2"])
        XCTAssertEqual(
            page.entries.map(\.initiated.timeIntervalSince1970), [1_289_422_113, 1_289_422_113])
        XCTAssertEqual(page.next?.map(\.value), ["k", "i"])
    }

    func testOtherDocumentsAreAnError() {
        for text in ["", "no XML", "<ListBucketResult>", "<html></html>"] {
            XCTAssertThrowsError(try S3ObjectPage(Array(text.utf8)), text) {
                XCTAssertEqual(($0 as? StorageError)?.code, .inputOutput)
            }
        }
    }

    func testEntitiesAreNotExpanded() {
        let document =
            "<!DOCTYPE Error [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Error><Key>&x;</Key></Error>"
        let root = try? XMLNode.root(of: Array(document.utf8), named: "Error")
        XCTAssertFalse(root?.text("Key")?.contains("root") ?? false)
    }
}
