public import Foundation

/// A folder of a test's own that is removed with the last reference to it.
public final class TemporaryFolder: Sendable {
    /// The folder, empty at first.
    public let url: URL

    /// Makes the folder below the system's temporary folder.
    public init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("muniment-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The folder's path, without a slash at its end.
    public var path: String { url.path }

    /// The path of an entry in the folder.
    public func path(_ name: String) -> String {
        url.appendingPathComponent(name).path
    }
}
