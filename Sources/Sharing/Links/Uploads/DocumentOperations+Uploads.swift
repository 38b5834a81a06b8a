public import Ingest
internal import Signing
public import Storage

extension DocumentOperations {
    /// Writes down that a file is expected, which a link or a form of S3 then lets in.
    ///
    /// - Parameters:
    ///   - document: Gets the file as its next version; `nil` makes a new document.
    ///   - title: Of the new document; `nil` for the name of the file.
    ///   - objectKey: What clients of S3 call it, at most 1,024 bytes and not taken yet; `nil`
    ///     for a name of ours.
    public func expectUpload(
        of document: DocumentID? = nil, title: String? = nil, objectKey: String? = nil,
        maxBytes: Int = Intake.defaultMaxBytes, lifetime: Duration? = nil, as subject: Subject
    ) throws -> ExpectedUpload {
        if let title { try DocumentLimits.checkTitle(title) }
        if let objectKey { try Self.checkObjectKey(objectKey) }
        let lifetime = try links.settings.lifetime(lifetime)
        return try store.database.write { db in
            if let document {
                try requireOpenForVersions(document, as: subject, on: db)
            } else {
                try requireRoom(for: subject.organization, spare: 1, on: db)
            }
            let now = store.database.now()
            let id = UploadID(at: now)
            let upload = ExpectedUpload(
                id: id, organization: subject.organization, subject: subject.id,
                objectKey: objectKey ?? "uploads/\(id).pdf", document: document, title: title,
                maxBytes: maxBytes, isSingleUse: true, expiresAt: now + lifetime, revokedAt: nil,
                version: nil)
            guard try upload.insert(at: now, on: db) else {
                throw OperationError(
                    .alreadyExists, .resourceAlreadyExists,
                    "There is an upload of this key already. Choose another.")
            }
            return upload
        }
    }

    static func checkObjectKey(_ key: String) throws(OperationError) {
        guard (1...1_024).contains(key.utf8.count), !key.utf8.contains(0) else {
            throw .invalid("key", "A key has 1 to 1,024 bytes.")
        }
    }

    /// An upload of the subject's organization; throws `notFound` for any other.
    public func upload(_ id: UploadID, as subject: Subject) throws -> ExpectedUpload {
        try store.database.read { db in
            let found = try ExpectedUpload.find(id, on: db)
            guard let found, found.organization == subject.organization,
                found.subject == subject.id || subject.role >= .admin
            else { throw OperationError.notFound("upload", id.text) }
            return found
        }
    }

    /// Lets no file in any more. What came already stays.
    public func revokeUpload(_ id: UploadID, as subject: Subject) throws {
        _ = try upload(id, as: subject)
        try store.database.write { db in
            try db.execute(Self.updateRevoked, [id, store.database.now()])
        }
    }

    private static let updateRevoked = """
        UPDATE uploads
        SET revoked_at = COALESCE(revoked_at, $2)
        WHERE id = $1
        """

    /// A link to which the file is sent with `PUT`, good as long as the upload is expected.
    public func uploadLink(for upload: ExpectedUpload) throws -> ExportLink {
        links.make(
            .put, .upload(upload.id), epochs: LinkEpochs(document: 0, version: 0),
            lifetime: upload.expiresAt - store.database.now(), key: try links.keyRing.signing())
    }

    // MARK: - Taking files in

    /// Begins to take in the file for which a link of our own was made.
    ///
    /// Throws `LinkError`, and `OperationError` where the one who expects it may not do so any
    /// more.
    public func beginLinkedUpload(_ target: String) throws -> ArrivingUpload {
        let id = try links.upload(target)
        let found = try store.database.read { db -> (ExpectedUpload, Subject)? in
            guard let upload = try ExpectedUpload.find(id, on: db),
                let subject = try Subject.find(upload.subject, in: upload.organization, on: db)
            else { return nil }
            return (upload, subject)
        }
        guard let (upload, subject) = found else { throw LinkError.invalid }
        guard upload.revokedAt == nil else { throw LinkError.revoked }
        guard upload.version == nil else { throw LinkError.used }
        return try ArrivingUpload(upload, for: self, as: subject)
    }

    /// Begins to take in a file that a client of S3 sends under a key, with the rights of its
    /// signature.
    ///
    /// Under a key that nobody expects, the file becomes a new document, and the next file the
    /// next version of that. Throws `OperationError`.
    public func beginObjectUpload(
        key: String, maxBytes: Int = Intake.defaultMaxBytes, as signer: Subject
    ) throws -> ArrivingUpload {
        try Self.checkObjectKey(key)
        let found = try store.database.read { db -> (ExpectedUpload, Subject)? in
            guard
                let upload = try ExpectedUpload.find(key, of: signer.organization, on: db),
                let subject = try Subject.find(upload.subject, in: upload.organization, on: db)
            else { return nil }
            return (upload, subject)
        }
        guard let (upload, subject) = found else {
            let now = store.database.now()
            let upload = ExpectedUpload(
                id: UploadID(at: now), organization: signer.organization, subject: signer.id,
                objectKey: key, document: nil, title: nil, maxBytes: maxBytes, isSingleUse: false,
                expiresAt: now, revokedAt: nil, version: nil)
            return try ArrivingUpload(upload, isNew: true, for: self, as: signer)
        }
        guard upload.revokedAt == nil else {
            throw OperationError.denied("The upload of this key was revoked. Ask for a new one.")
        }
        guard
            !upload.isSingleUse || upload.version != nil
                || upload.expiresAt > store.database.now()
        else {
            throw OperationError.denied("The upload of this key has expired. Ask for a new one.")
        }
        return try ArrivingUpload(upload, for: self, as: upload.isSingleUse ? subject : signer)
    }
}

extension Subject {
    /// Somebody as one acts in an organization; `nil` where one does not belong to it any more.
    static func find(
        _ id: SubjectID, in organization: OrganizationID, on db: any Connection
    ) throws -> Subject? {
        try IdentityCatalog.role(of: id, in: organization, on: db).map {
            Subject(id: id, organization: organization, role: $0, name: id.text)
        }
    }
}
