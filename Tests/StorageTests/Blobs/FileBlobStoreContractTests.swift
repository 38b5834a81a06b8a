import Foundation
import Hashing
import TestSupport
import XCTest

@testable import Storage

class FileBlobStoreContractTests: XCTestCase {
    func makeContract() throws -> BlobStoreContract {
        let folder = try TemporaryFolder()
        addTeardownBlock { _ = folder }
        return BlobStoreContract {
            try FileBlobStore(folder: folder.path(UUID().uuidString))
        } overwrite: { store, digest, bytes in
            let root = try XCTUnwrap(store as? FileBlobStore).layout.root
            let path = "\(root)/blobs/\(digest.hex.prefix(2))/\(digest)"
            try FileManager.default.removeItem(atPath: path)
            try Data(bytes).write(to: URL(fileURLWithPath: path))
        }
    }

    func testDamageIsSeen() throws { try makeContract().damageIsSeen() }

    func testOnlyDamageIsQuarantined() throws { try makeContract().onlyDamageIsQuarantined() }

    func testQuarantineKeepsEverything() throws { try makeContract().quarantineKeepsEverything() }

    func testUploadedBytesAreReadBack() throws {
        try makeContract().uploadedBytesAreReadBack()
    }

    func testPutBytesAreReadBack() throws {
        try makeContract().putBytesAreReadBack()
    }

    func testOnlyTheFirstStoreIsNew() throws {
        try makeContract().onlyTheFirstStoreIsNew()
    }

    func testDeferredBlobsAreMadeDurable() throws {
        try makeContract().deferredBlobsAreMadeDurable()
    }

    func testMakingAnAbsentBlobDurableThrows() throws {
        try makeContract().makingAnAbsentBlobDurableThrows()
    }

    func testMakingARemovedBlobDurableThrows() throws {
        try makeContract().makingARemovedBlobDurableThrows()
    }

    func testOneByteOverTheLimitIsTooLarge() throws {
        try makeContract().oneByteOverTheLimitIsTooLarge()
    }

    func testAnotherDigestThanAnnouncedIsRefused() throws {
        try makeContract().anotherDigestThanAnnouncedIsRefused()
    }

    func testTheAnnouncedDigestIsAccepted() throws {
        try makeContract().theAnnouncedDigestIsAccepted()
    }

    func testUnfinishedUploadsLeaveNothing() throws {
        try makeContract().unfinishedUploadsLeaveNothing()
    }

    func testAnEndedUploadRefusesMore() throws {
        try makeContract().anEndedUploadRefusesMore()
    }

    func testAnAbsentBlobIsNotFound() throws {
        try makeContract().anAbsentBlobIsNotFound()
    }

    func testListingIsAscendingAndComplete() throws {
        try makeContract().listingIsAscendingAndComplete()
    }

    func testListingEndsWithTheCallersError() throws {
        try makeContract().listingEndsWithTheCallersError()
    }

    func testListingMayRemove() throws {
        try makeContract().listingMayRemove()
    }

    func testBlobsTellWhenTheyWereStored() throws {
        try makeContract().blobsTellWhenTheyWereStored()
    }

    func testRemovedBlobsAreGone() throws {
        try makeContract().removedBlobsAreGone()
    }

    func testSeveralBlobsAreRemovedTogether() throws {
        try makeContract().severalBlobsAreRemovedTogether()
    }

    func testOpenBlobsOutliveTheirRemoval() throws {
        try makeContract().openBlobsOutliveTheirRemoval()
    }

    func testAnIntactBlobVerifies() throws {
        try makeContract().anIntactBlobVerifies()
    }

    func testCleaningLeavesRunningUploads() throws {
        try makeContract().cleaningLeavesRunningUploads()
    }

    func testEqualBytesFromEightThreadsAreOneBlob() throws {
        try makeContract().equalBytesFromEightThreadsAreOneBlob()
    }

    func testDifferentBytesFromEightThreadsAreAllKept() throws {
        try makeContract().differentBytesFromEightThreadsAreAllKept()
    }
}
