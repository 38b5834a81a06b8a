public import Ingest
internal import Synchronization
internal import XCTest

extension TestStore {
    /// Says that this test breaks an invariant on purpose and leaves it broken.
    public func breaks(_ invariants: StoreInvariant...) {
        broken.withLock { $0.formUnion(invariants) }
    }

    /// Fails the test where an invariant does not hold that it did not break itself; looks at
    /// everything.
    func checkInvariants() throws {
        let expected = broken.withLock { $0 }
        let violations = try InvariantCheck(store: store, settings: .whole).run()
        for violation in violations where !expected.contains(violation.invariant) {
            XCTFail("\(violation)")
        }
    }
}
