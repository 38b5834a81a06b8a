public import Hashing
internal import Storage

/// A document that is compared with another: a stored version, or a file that need not be
/// stored. Used by one thread.
public struct ComparedSubject {
    /// Of the bytes.
    public let digest: Digest
    /// `nil` for a version that was never read.
    let document: ComparedDocument?
    let drawer: PageDrawer
}

extension DuplicateSearch {
    /// A stored version as it was read last.
    public func subject(_ version: Version) throws -> ComparedSubject {
        let read = try store.database.read { db in try ReadVersion.find(version.id, on: db) }
        return ComparedSubject(
            digest: version.digest, document: try read.map(store.compared),
            drawer: matcher.drawer(of: version))
    }

    /// A file, which is read by a helper now.
    ///
    /// Throws `IntakeError` for a file that cannot be opened, `PDFError` for one that is no
    /// readable PDF.
    public func subject(file path: String) throws -> ComparedSubject {
        let file = try ComparedFile(path: path, helpers: helpers, limits: limits)
        return ComparedSubject(
            digest: file.digest, document: try file.read(), drawer: file.drawer)
    }

    /// Compares two documents now, whatever the index says; `nil` where they have nothing in
    /// common, or one was never read.
    public func compare(_ a: ComparedSubject, _ b: ComparedSubject) throws -> DocumentFinding? {
        guard let documentA = a.document, let documentB = b.document else {
            return a.digest == b.digest
                ? DocumentFinding(verdict: .sameBytes, score: 1, pages: [], onlyA: [], onlyB: [])
                : nil
        }
        return try matcher.compare(documentA, a.drawer, documentB, b.drawer)
    }
}
