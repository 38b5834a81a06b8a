import Foundation
import Ingest
import Storage

/// What a command line names to be compared: something stored, or a file.
enum ComparedName {
    case version(Version)
    /// The path of a file that need not be stored.
    case file(String)

    /// Takes the name of a document or version, else the path of a file.
    ///
    /// Throws `CatalogError` for a name that nothing has, and `CommandLineError` for what
    /// is neither or is not read yet.
    init(_ name: String, in store: Store) throws {
        if DocumentID(name) != nil || VersionID(name) != nil {
            let version = try store.catalog.version(named: name)
            if version.state == .processing { try version.requireRecord() }
            self = .version(version)
        } else if FileManager.default.fileExists(atPath: name) {
            self = .file(name)
        } else {
            throw CommandLineError(
                "'\(name.printableLine)' is no file, and no name of a document or version.",
                remedy: "Name a PDF file, or see `muniment list`.")
        }
    }

    /// What a person should know before reading the answer.
    var note: String? {
        guard case .version(let version) = self, version.recordID == nil else { return nil }
        return "The version \(version.id) has no pages: only bytes are compared."
    }

    func matches(_ search: DuplicateSearch) throws -> [DuplicateMatch] {
        switch self {
        case .version(let version): try search.matches(of: version)
        case .file(let path): try search.matches(ofFile: path)
        }
    }
}
