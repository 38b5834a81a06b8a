import TestSupport
import XCTest

final class S3BlobStoreContractTests: XCTestCase {
    private func makeContract() throws -> BlobStoreContract {
        BlobStoreContract {
            let maker = try S3StoreMaker()
            self.addTeardownBlock { _ = maker }
            return try maker.makeStore()
        }
    }

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

    func testRemovedBlobsAreGone() throws {
        try makeContract().removedBlobsAreGone()
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
