import Storage
import TestSupport
import XCTest

/// The contract of `BlobStore`, on S3. The build finds the inherited tests of a class
/// that has one of its own.
final class S3BlobStoreContractTests: FileBlobStoreContractTests {
    override func makeContract() throws -> BlobStoreContract {
        BlobStoreContract {
            let maker = try S3StoreMaker()
            self.addTeardownBlock { _ = maker }
            return try maker.makeStore()
        }
    }

    func testStoresAreEmptyAtFirst() throws {
        let maker = try S3StoreMaker()
        try maker.makeStore().forEach { digest, _ in XCTFail("\(digest)") }
    }
}
