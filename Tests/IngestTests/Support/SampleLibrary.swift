import Foundation
import XCTest

@testable import Ingest

/// A store into which every sample document was read, made once for all tests that
/// only look.
struct SampleLibrary {
    let test: TestStore
    private let receipts: [String: Receipt]

    static func shared() throws -> SampleLibrary { try made.get() }

    private static let made = Result { try SampleLibrary() }

    private init() throws {
        let test = try TestStore()
        let names = try FileManager.default.contentsOfDirectory(atPath: SampleDocuments.folder)
            .filter { $0.hasSuffix(".pdf") }.map { String($0.dropLast(4)) }.sorted()
        receipts = Dictionary(
            uniqueKeysWithValues: try names.map { name in (name, try test.add(name)) })
        try test.readAll(within: 60)
        self.test = test
    }

    var names: Set<String> { Set(receipts.keys) }

    func version(_ name: String) throws -> Version {
        try test.version(XCTUnwrap(receipts[name], "no \(name).pdf"))
    }

    func record(_ name: String) throws -> Record {
        try XCTUnwrap(test.store.records.record(of: version(name)), "\(name) has no record")
    }
}
