import Hashing
import Storage
import StoreTestSupport
import TestSupport

@testable import Ingest

/// Something that a store does and that the power is cut in.
struct CutScenario: Sendable {
    /// What holds of a store before.
    struct Before: Sendable {
        var promises: [StorePromise] = []
        /// Blobs with wrong bytes, until an upload of the right ones is acknowledged.
        var damaged: Set<Digest> = []
    }

    /// For people.
    let name: String
    /// Makes what is there before; `nil` where there is no store.
    var prepare: (@Sendable (TestStore) throws -> Before)?
    /// What is recorded, from the opening of the store to its closing.
    let run: @Sendable (RecordedStore) throws -> Void

    /// A small document that takes two pages of the disk.
    static let document = PlainPDF(
        pages: [PlainPDF.text("first"), PlainPDF.text("second")],
        catalog: "/Note (" + String(repeating: "muniment ", count: 480) + ")"
    ).bytes

    /// A document of another name, folder and size.
    static let otherDocument = PlainPDF(pages: [PlainPDF.text("another")]).bytes

    /// Runs the scenario once.
    func record() throws -> CutRecording {
        try withRecordedStore { recorded, before in
            try run(recorded)
            return CutRecording(
                start: recorded.log.start, events: recorded.log.events, before: before,
                promises: recorded.promises)
        }
    }

    /// Makes what is there before, in a folder of its own that is recorded from then on.
    func withRecordedStore<Value>(
        _ body: (RecordedStore, Before) throws -> Value
    ) throws -> Value {
        let folder = try TemporaryFolder()
        var before = Before()
        if let prepare {
            let store = try Store(folder: folder.path(RecordedStore.name), creating: true)
            before = try prepare(TestStore(folder, store))
        }
        return try body(try RecordedStore(folder), before)
    }
}
