import Foundation
import Ingest
import Storage

/// One of the two that `muniment compare` compares.
struct ComparedSide {
    let name: ComparedName
    /// `nil` for a file.
    let title: String?
    let fileName: String
    let subject: ComparedSubject

    /// The version, unless it is a file.
    var version: Version? {
        guard case .version(let version) = name else { return nil }
        return version
    }

    /// Throws like `ComparedName`, for a version without pages, and for a file that cannot
    /// be read.
    init(_ text: String, in store: Store, by search: DuplicateSearch) throws {
        name = try ComparedName(text, in: store)
        switch name {
        case .version(let version):
            try version.requireRecord()
            title = try store.catalog.document(named: text).title
            fileName = version.fileName
            subject = try search.subject(version)
        case .file(let path):
            title = nil
            fileName = URL(fileURLWithPath: path).lastPathComponent
            subject = try search.subject(file: path)
        }
    }
}
