import Hashing
import Signing
import TestSupport
import XCTest

@testable import Storage

/// The contract of `BlobStore`, on S3. The build finds the inherited tests of a class
/// that has one of its own.
final class S3BlobStoreContractTests: FileBlobStoreContractTests {
    override func makeContract() throws -> BlobStoreContract {
        BlobStoreContract {
            let maker = try S3StoreMaker()
            self.addTeardownBlock { _ = maker }
            return try maker.makeStore()
        } overwrite: { store, digest, bytes in
            let store = try XCTUnwrap(store as? S3BlobStore)
            _ = try store.client.require(
                S3Request(
                    method: "PUT", key: store.layout.key(of: digest), body: .bytes(bytes),
                    payload: .sha256(SHA256.digest(of: bytes))))
            try store.cache.remove(digest)
        }
    }

    func testStoresAreEmptyAtFirst() throws {
        let maker = try S3StoreMaker()
        try maker.makeStore().forEach { digest, _ in XCTFail("\(digest)") }
    }
}
