import Foundation
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

/// A store into which every sample document was read, made once for all tests that
/// only look.
struct SampleLibrary {
    let test: TestStore
    private let receipts: [String: Receipt]

    static func shared(on engine: TestEngine = .embedded) throws -> SampleLibrary {
        switch engine {
        case .embedded: try read.get()
        case .distributed: try moved.get()
        }
    }

    private static let read = Result { try SampleLibrary() }

    /// The same library, moved: so nothing has to be read a second time.
    private static let moved = Result { try SampleLibrary(moving: read.get(), to: .distributed) }

    private init() throws {
        let test = try TestStore()
        let names = try FileManager.default.contentsOfDirectory(atPath: SampleDocuments.folder)
            .filter { $0.hasSuffix(".pdf") }.map { String($0.dropLast(4)) }.sorted()
        receipts = Dictionary(
            uniqueKeysWithValues: try names.map { name in (name, try test.add(name)) })
        try test.readAll(within: 180)
        self.test = test
    }

    private init(moving library: SampleLibrary, to engine: TestEngine) throws {
        let folder = try TemporaryFolder()
        let target = try engine.makeLocation(in: folder, named: "store")
        let plan = try MovePlan(
            from: library.test.store.location,
            to: [target.database?.text, target.blobs?.text].compactMap { $0 })
        let report = try StoreMove(plan, from: library.test.store).run()
        XCTAssertTrue(report.isFinished)
        test = TestStore(folder, try Store(location: target, creating: false))
        receipts = library.receipts
    }

    var names: Set<String> { Set(receipts.keys) }

    func version(_ name: String) throws -> Version {
        try test.version(XCTUnwrap(receipts[name], "no \(name).pdf"))
    }

    func record(_ name: String) throws -> Record {
        try XCTUnwrap(test.store.records.record(of: version(name)), "\(name) has no record")
    }
}
