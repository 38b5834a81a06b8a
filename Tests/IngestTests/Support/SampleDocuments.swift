import Foundation

/// The PDFs of `testdata/documents`, as its README describes them.
enum SampleDocuments {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("testdata/documents").path

    static func path(_ name: String) -> String { "\(folder)/\(name).pdf" }

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
    }
}
