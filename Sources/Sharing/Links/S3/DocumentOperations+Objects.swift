public import Hashing
public import Ingest
internal import Signing
public import Storage

/// A version as clients of S3 get it.
public struct StoredObject: Hashable, Sendable {
    public let document: DocumentID
    public let version: VersionID
    public let digest: Digest
    public let byteCount: Int
    public let title: String
    public let createdAt: Timestamp
}

extension DocumentOperations {
    /// The form with which the file of an upload is posted. It needs no other credential.
    public func presignedForm(
        for upload: ExpectedUpload, in bucket: S3Bucket, as subject: Subject
    ) throws -> PresignedForm {
        let signer = try signer(in: bucket, as: subject)
        let time = SigningTime(store.database.now())
        let form = signer.form(
            bucket: bucket.name, key: upload.objectKey, bytes: 1...upload.maxBytes,
            expiration: upload.expiresAt.rfc3339Milliseconds, at: time,
            signing: signer.key(at: time))
        return PresignedForm(
            url: bucket.url,
            fields: form.map { PresignedForm.Field(name: $0.name, value: $0.value) })
    }

    /// The address from which the object of a key is fetched with `GET`.
    public func presignedGet(
        key: String, lifetime: Duration?, in bucket: S3Bucket, as subject: Subject
    ) throws -> String {
        _ = try object(key: key, as: subject)
        let lifetime = try links.settings.lifetime(lifetime)
        return try presignedGet(key, lifetime, in: bucket, as: subject)
    }

    private func presignedGet(
        _ key: String, _ lifetime: Duration, in bucket: S3Bucket, as subject: Subject
    ) throws -> String {
        let signer = try signer(in: bucket, as: subject)
        let time = SigningTime(store.database.now())
        let request = SignableRequest(
            method: "GET", path: bucket.path(of: key), headers: [("host", bucket.host)],
            payload: .unsigned)
        let seconds = min(604_800, max(1, Int(lifetime.components.seconds)))
        let signed = signer.presigned(
            request, at: time, expires: seconds, key: signer.key(at: time))
        let path = signed.path.percentEncoded(keepingSlashes: true)
        return "\(bucket.origin)\(path)?\(signed.canonicalQuery)"
    }

    private func signer(in bucket: S3Bucket, as subject: Subject) throws -> RequestSigner {
        let keys = S3Keys(database: store.database)
        return RequestSigner(
            credentials: try keys.internalCredentials(for: subject), region: bucket.region)
    }

    // MARK: - Looking

    /// The object of a key: what was uploaded under it, or a version by `versions/<id>.pdf`.
    ///
    /// Throws `notFound`, also where the subject may not let the document out, and
    /// `permissionDenied` where it gets marked copies alone: clients of S3 expect the bytes that
    /// were stored.
    public func object(key: String, as subject: Subject) throws -> StoredObject {
        try store.database.read { db in
            let version =
                try ExpectedUpload.find(key, of: subject.organization, on: db)?.version
                ?? VersionID(objectKey: key)
            guard let version, let found = try? self.version(version, as: subject, on: db)
            else { throw OperationError.notFound("object", key) }
            let document = try view(found.version.documentID, as: subject, on: db)
            guard document.capabilities.contains(.export), document.trashedAt == nil else {
                throw OperationError.notFound("object", key)
            }
            try CopyPolicy.find(document.id, on: db).requireUnmarked(for: document.role)
            return StoredObject(
                document: document.id, version: version, digest: found.version.digest,
                byteCount: found.version.byteCount, title: document.title,
                createdAt: found.version.createdAt)
        }
    }

    /// Writes to the timeline that somebody got an object; returns once it is written.
    public func noteDownload(
        of object: StoredObject, accessKey: String, client: String, as subject: Subject
    ) throws {
        try store.database.write(.processOnly) { db in
            try TimelineEvent.append(
                .documentDownloaded, to: object.document, version: object.version,
                by: subject.id, at: store.database.now(),
                payload: ["access_key_id": accessKey, "client": client], on: db)
        }
    }
}

extension VersionID {
    /// Reads `versions/<id>.pdf`.
    fileprivate init?(objectKey key: String) {
        guard key.hasPrefix("versions/"), key.hasSuffix(".pdf") else { return nil }
        self.init(String(key.dropFirst(9).dropLast(4)))
    }
}

extension SigningTime {
    fileprivate init(_ moment: Timestamp) {
        self.init(secondsSince1970: Int(moment.microseconds / 1_000_000))
    }
}

extension Timestamp {
    /// RFC 3339 with milliseconds, as policies of S3 state it.
    fileprivate var rfc3339Milliseconds: String { String(rfc3339.dropLast(4)) + "Z" }
}
