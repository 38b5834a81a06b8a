public import Hashing
public import Ingest
public import Storage

/// A file that comes in where it was expected, or under a key of its own.
///
/// Used by one thread at a time. Nothing is kept before `finish`; dropping it drops the bytes.
public final class ArrivingUpload {
    /// What came of it.
    public struct Arrival: Hashable, Sendable {
        public let document: DocumentID
        public let version: VersionID
        public let digest: Digest
        /// Whether these bytes had come before, so that nothing was made.
        public let isRepeated: Bool
    }

    private let operations: DocumentOperations
    private let expected: ExpectedUpload
    private let isNew: Bool
    private let upload: DocumentUpload
    /// What came before.
    private let previous: Version?

    /// How many bytes may come.
    public var maxBytes: Int { expected.maxBytes }

    init(
        _ expected: ExpectedUpload, isNew: Bool = false, for operations: DocumentOperations,
        as subject: Subject
    ) throws {
        self.operations = operations
        self.expected = expected
        self.isNew = isNew
        previous = try expected.version.map { try operations.store.catalog.version(named: $0.text) }
        upload = try operations.beginUpload(
            of: expected.document ?? previous?.documentID, maxBytes: expected.maxBytes,
            as: subject)
    }

    /// Appends bytes; throws `OperationError` as soon as they cannot be those of a PDF that is
    /// taken.
    public func write(_ bytes: UnsafeRawBufferPointer) throws {
        try upload.write(bytes)
    }

    /// Stores everything durably.
    ///
    /// The same bytes once more change nothing, so that a client may repeat what it lost the
    /// answer of. Throws `OperationError`: `failedPrecondition` for other bytes where one file
    /// was expected and has come.
    ///
    /// - Parameter digest: What the client announced; other bytes throw `digestMismatch` of
    ///   `StorageError`, and nothing is kept.
    public func finish(fileName: String?, expecting digest: Digest? = nil) throws -> Arrival {
        let name = fileName ?? expected.objectKey.lastComponent
        do {
            let receipt = try upload.finish(
                as: purpose(name), fileName: name,
                expecting: isComplete ? previous?.digest : digest
            ) { receipt, db in
                if let previous, previous.digest == receipt.digest { throw Repetition() }
                try note(receipt.versionID, on: db)
            }
            return Arrival(
                document: receipt.documentID, version: receipt.versionID, digest: receipt.digest,
                isRepeated: false)
        } catch is Repetition {
            return try repeated()
        } catch let error as StorageError where error.code == .digestMismatch && isComplete {
            throw OperationError.precondition(
                "The file of this upload has come already. Ask for a new upload.")
        }
    }

    /// Drops the bytes.
    public func cancel() {
        upload.cancel()
    }

    /// Undoes the transaction of bytes that came before.
    private struct Repetition: Error {}

    /// Whether the one file that was expected has come.
    private var isComplete: Bool { expected.isSingleUse && previous != nil }

    private func purpose(_ fileName: String) -> DocumentUpload.Purpose {
        if let document = expected.document ?? previous?.documentID {
            return .version(of: document, VersionDetails())
        }
        return .document(DocumentDetails(title: expected.title ?? fileName.asTitle))
    }

    private func note(_ version: VersionID, on db: any Connection) throws {
        let isNoted: Bool
        if isNew {
            isNoted = try expected.arrived(as: version)
                .insert(at: operations.store.database.now(), on: db)
        } else {
            isNoted = try expected.note(version, on: db)
        }
        guard isNoted else {
            throw OperationError.precondition(
                "Another file came under the same key at the same time. Send this one again.")
        }
    }

    private func repeated() throws -> Arrival {
        guard let previous else { preconditionFailure("only what came before is repeated") }
        return Arrival(
            document: previous.documentID, version: previous.id, digest: previous.digest,
            isRepeated: true)
    }
}

extension ExpectedUpload {
    /// The same with the version that came.
    fileprivate func arrived(as version: VersionID) -> ExpectedUpload {
        ExpectedUpload(
            id: id, organization: organization, subject: subject, objectKey: objectKey,
            document: document, title: title, maxBytes: maxBytes, isSingleUse: isSingleUse,
            expiresAt: expiresAt, revokedAt: revokedAt, version: version)
    }
}

extension String {
    /// What stands behind the last slash.
    fileprivate var lastComponent: String {
        split(separator: "/").last.map(String.init) ?? "document.pdf"
    }

    /// Without `.pdf` at its end, and no longer than a title may be.
    fileprivate var asTitle: String {
        let name = lowercased().hasSuffix(".pdf") && utf8.count > 4 ? dropLast(4) : self[...]
        return String(name.unicodeScalars.prefix(DocumentLimits.title.upperBound))
    }
}
