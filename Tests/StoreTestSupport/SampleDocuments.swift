internal import Foundation

/// The PDFs of `testdata/documents`, as its README describes them.
public enum SampleDocuments {
    public static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("testdata/documents").path

    public static func path(_ name: String) -> String { "\(folder)/\(name).pdf" }

    public static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
    }
}
