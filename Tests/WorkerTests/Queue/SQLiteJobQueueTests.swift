import Storage
import TestSupport
import XCTest

/// The contract of `JobQueue`, on SQLite.
class SQLiteJobQueueTests: XCTestCase {
    func contract(_ check: (JobQueueContract) throws -> Void) throws {
        let folder = try TemporaryFolder()
        try withExtendedLifetime(folder) {
            try check(JobQueueContract(SQLiteDatabase(path: folder.path("test.db"))))
        }
    }

    func testEnqueueIsUndoneWithItsTransaction() throws {
        try contract { try $0.enqueueIsUndoneWithItsTransaction() }
    }

    func testNewJobIsAsItWasGiven() throws {
        try contract { try $0.newJobIsAsItWasGiven() }
    }

    func testUniqueKeyHoldsOverLiveJobsOnly() throws {
        try contract { try $0.uniqueKeyHoldsOverLiveJobsOnly() }
    }

    func testCensusOfNothingIsEmpty() throws {
        try contract { try $0.censusOfNothingIsEmpty() }
    }

    func testCensusCountsLiveJobsByKind() throws {
        try contract { try $0.censusCountsLiveJobsByKind() }
    }

    func testCensusKnowsWhoseLeaseRanOut() throws {
        try contract { try $0.censusKnowsWhoseLeaseRanOut() }
    }

    func testNothingToClaimIsEmpty() throws {
        try contract { try $0.nothingToClaimIsEmpty() }
    }

    func testOlderJobGoesFirst() throws {
        try contract { try $0.olderJobGoesFirst() }
    }

    func testGreaterPriorityGoesFirst() throws {
        try contract { try $0.greaterPriorityGoesFirst() }
    }

    func testWaitingMakesUpForPriority() throws {
        try contract { try $0.waitingMakesUpForPriority() }
    }

    func testTenantsTakeTurns() throws {
        try contract { try $0.tenantsTakeTurns() }
    }

    func testTenantsArePassedOver() throws {
        try contract { try $0.tenantsArePassedOver() }
    }

    func testTenantsTakeTurnsOneByOne() throws {
        try contract { try $0.tenantsTakeTurnsOneByOne() }
    }

    func testFewestRunningGoFirst() throws {
        try contract { try $0.fewestRunningGoFirst() }
    }

    func testServedLongestAgoGoesFirst() throws {
        try contract { try $0.servedLongestAgoGoesFirst() }
    }

    func testOnlyNamedKindsAreClaimed() throws {
        try contract { try $0.onlyNamedKindsAreClaimed() }
    }

    func testFutureJobsAreNotClaimed() throws {
        try contract { try $0.futureJobsAreNotClaimed() }
    }

    func testClaimBeginsAnAttemptUnderALease() throws {
        try contract { try $0.claimBeginsAnAttemptUnderALease() }
    }

    func testClaimNumbersGrow() throws {
        try contract { try $0.claimNumbersGrow() }
    }

    func testEveryJobIsClaimedOnce() throws {
        try contract { try $0.everyJobIsClaimedOnce() }
    }

    func testCompletionIsOneTransaction() throws {
        try contract { try $0.completionIsOneTransaction() }
    }

    func testTransientFailuresWaitLongerEachTime() throws {
        try contract { try $0.transientFailuresWaitLongerEachTime() }
    }

    func testDocumentFailureIsFinal() throws {
        try contract { try $0.documentFailureIsFinal() }
    }

    func testResourceFailureGetsMoreRoomOnce() throws {
        try contract { try $0.resourceFailureGetsMoreRoomOnce() }
    }

    func testErrorsAreRecorded() throws {
        try contract { try $0.errorsAreRecorded() }
    }

    func testHandingBackUsesNoAttemptAndKeepsThePlace() throws {
        try contract { try $0.handingBackUsesNoAttemptAndKeepsThePlace() }
    }

    func testProgressIsKeptForTheNextAttempt() throws {
        try contract { try $0.progressIsKeptForTheNextAttempt() }
    }

    func testLateWorkerChangesNothingOfAWaitingJob() throws {
        try contract { try $0.lateWorkerChangesNothingOfAWaitingJob() }
    }

    func testLateWorkerChangesNothingOfAClaimedJob() throws {
        try contract { try $0.lateWorkerChangesNothingOfAClaimedJob() }
    }

    func testLateWorkerChangesNothingOfAFinishedJob() throws {
        try contract { try $0.lateWorkerChangesNothingOfAFinishedJob() }
    }

    func testRenewalKeepsTheLease() throws {
        try contract { try $0.renewalKeepsTheLease() }
    }

    func testRenewalReportsLostAndCancelledJobs() throws {
        try contract { try $0.renewalReportsLostAndCancelledJobs() }
    }

    func testLapsedJobIsAvailableAgain() throws {
        try contract { try $0.lapsedJobIsAvailableAgain() }
    }

    func testLastLapseFailsTheJob() throws {
        try contract { try $0.lastLapseFailsTheJob() }
    }

    func testThrowingHookUndoesTheEnd() throws {
        try contract { try $0.throwingHookUndoesTheEnd() }
    }

    func testThrowingHookHoldsUpNoOtherJob() throws {
        try contract { try $0.throwingHookHoldsUpNoOtherJob() }
    }

    func testCancellingAWaitingJobEndsIt() throws {
        try contract { try $0.cancellingAWaitingJobEndsIt() }
    }

    func testCancellingARunningJobAsksItToStop() throws {
        try contract { try $0.cancellingARunningJobAsksItToStop() }
    }

    func testFinishedJobsCannotBeCancelled() throws {
        try contract { try $0.finishedJobsCannotBeCancelled() }
    }

    func testCalledOffJobEndsCancelledHoweverItIsLetGo() throws {
        try contract { try $0.calledOffJobEndsCancelledHoweverItIsLetGo() }
    }

    func testCalledOffJobMayStillComplete() throws {
        try contract { try $0.calledOffJobMayStillComplete() }
    }

    func testUncalledJobCannotBeStopped() throws {
        try contract { try $0.uncalledJobCannotBeStopped() }
    }

    func testEveryFinishedJobCanBeRetried() throws {
        try contract { try $0.everyFinishedJobCanBeRetried() }
    }

    func testLiveJobsCannotBeRetried() throws {
        try contract { try $0.liveJobsCannotBeRetried() }
    }

    func testRetryBesideALiveTwinIsRefused() throws {
        try contract { try $0.retryBesideALiveTwinIsRefused() }
    }

    func testJobsAreListedAndCounted() throws {
        try contract { try $0.jobsAreListedAndCounted() }
    }

    func testAvailableAndEndedJobsAreAnnounced() throws {
        try contract { try $0.availableAndEndedJobsAreAnnounced() }
    }

    func testNobodyIsEmptyHandedWhileJobsWait() throws {
        try contract { try $0.nobodyIsEmptyHandedWhileJobsWait() }
    }

    func testALargeClaimIsSharedByTenants() throws {
        try contract { try $0.aLargeClaimIsSharedByTenants() }
    }

    func testOneOfManyEnqueuesUnderAKey() throws {
        try contract { try $0.oneOfManyEnqueuesUnderAKey() }
    }

    func testOneOfManyReleasesALapsedJob() throws {
        try contract { try $0.oneOfManyReleasesALapsedJob() }
    }

    func testCancellingAndCompletingAtOnceAgree() throws {
        try contract { try $0.cancellingAndCompletingAtOnceAgree() }
    }

    func testRenewalsAndCompletionsMeetOnTheSameRows() throws {
        try contract { try $0.renewalsAndCompletionsMeetOnTheSameRows() }
    }

    func testCompletionsOfManyThreadsAreKeptOnce() throws {
        try contract { try $0.completionsOfManyThreadsAreKeptOnce() }
    }

    func testAGroupsMembersStandOrFallAlone() throws {
        try contract { try $0.aGroupsMembersStandOrFallAlone() }
    }

    func testALongListIsCompleted() throws {
        try contract { try $0.aLongListIsCompleted() }
    }

    func testARefusedRetryLeavesTheTransactionUsable() throws {
        try contract { try $0.aRefusedRetryLeavesTheTransactionUsable() }
    }

    func testOnlyNamedJobsAreRenewed() throws {
        try contract { try $0.onlyNamedJobsAreRenewed() }
    }

    func testStatementsAgreeWithTheTransitionFunction() throws {
        for seed: UInt64 in 1...8 {
            try contract { try $0.statementsAgreeWithTheTransitionFunction(seed: seed) }
        }
    }
}
