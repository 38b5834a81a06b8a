internal import Hashing
internal import Storage
internal import Worker

/// Settles a version that was just read as its arrival policy says, once its other forms are
/// known.
struct Arrival {
    let policy: ArrivalPolicy
    let version: Version
    let organization: OrganizationID

    /// Writes the outcome in the transaction that ends the match job.
    ///
    /// The original is what arrived earlier, or was looked up earlier and did not see this
    /// version: of two that come together one stays. To be called after the matches are
    /// saved: two that found each other have waited for each other there.
    func settle(
        _ found: [DocumentMatcher.Found], at now: Timestamp, on db: any Connection
    ) throws {
        guard policy != .report, let original = try original(among: found, on: db) else { return }
        switch policy {
        case .report: break
        case .link: try link(to: original.version, at: now, on: db)
        case .refuse: try refuse(original, at: now, on: db)
        }
    }

    private struct Original {
        let version: VersionID
        let verdict: DuplicateVerdict
    }

    private func original(
        among found: [DocumentMatcher.Found], on db: any Connection
    ) throws -> Original? {
        if let row = try db.first(
            Self.selectSameBytes, [version.digest.hex, organization, version.id])
        {
            return Original(version: try row.identifier("version_id"), verdict: .sameBytes)
        }
        let forms = found.filter { $0.finding.isDuplicate && $0.finding.verdict.isInterchangeable }
        let best = try forms.sorted {
            ($1.finding.score, $0.other.id) < ($0.finding.score, $1.other.id)
        }.first { try isOriginal($0.other.id, on: db) }
        return best.map { Original(version: $0.other.id, verdict: $0.finding.verdict) }
    }

    /// As the table is now. What was refused itself is no original.
    private func isOriginal(_ other: VersionID, on db: any Connection) throws -> Bool {
        guard let row = try db.first(Self.selectOther, [other, version.id]) else { return false }
        return try other < version.id || row.optionalText("matched_revision") != nil
    }

    private static let selectOther = """
        SELECT records.matched_revision
        FROM versions
        JOIN records ON records.id = versions.record_id
        JOIN documents ON documents.id = versions.document_id
        WHERE versions.id = $1
            AND documents.trashed_at IS NULL
            AND versions.state IN ('ready', 'degraded')
            AND versions.document_id <> (SELECT v.document_id FROM versions AS v WHERE v.id = $2)
        """

    private static let selectSameBytes = """
        SELECT versions.id AS version_id
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        WHERE versions.digest = $1
            AND documents.organization_id = $2
            AND documents.trashed_at IS NULL
            AND versions.id < $3
            AND versions.document_id <> (SELECT v.document_id FROM versions AS v WHERE v.id = $3)
        ORDER BY versions.id
        LIMIT 1
        """

    private func refuse(
        _ original: Original, at now: Timestamp, on db: any Connection
    ) throws {
        let document = try DocumentCatalog.document(of: original.version, on: db).document
        let reason =
            "Refused as a duplicate: \(document.id) \(original.verdict.commonality). "
            + "The bytes are kept."
        try db.execute(Self.updateRefused, [version.id, reason, now])
    }

    private static let updateRefused = """
        UPDATE versions
        SET state = 'failed',
            reason = $2,
            settled_at = $3
        WHERE id = $1
        """

    // MARK: - Linking

    private func link(to original: VersionID, at now: Timestamp, on db: any Connection) throws {
        guard try isAlone(on: db) else { return }
        let target = try lockedDocument(of: original, on: db)
        guard target != version.documentID else { return }
        try db.execute(Self.moveVersion, [version.id, target])
        try db.execute(Self.touchDocument, [target, now])
        try db.execute(Self.deleteDocument, [version.documentID])
    }

    /// A version that was added to a document on purpose stays there.
    private func isAlone(on db: any Connection) throws -> Bool {
        try db.first(Self.countVersions, [version.documentID])?.int("count") == 1
    }

    /// Numbers are given out by whoever holds the document.
    private func lockedDocument(
        of original: VersionID, on db: any Connection
    ) throws -> DocumentID {
        let current = try db.first(Self.selectDocument, [original])
        let id: DocumentID? = try current?.identifier("document_id")
        let sql = Self.selectOne + " " + db.dialect.forUpdate
        guard let id, try db.first(sql, [id]) != nil else {
            throw JobFailure(
                .transient, code: "original_moved",
                message: "The document to link to became part of another meanwhile.")
        }
        return id
    }

    private static let countVersions = """
        SELECT COUNT(*) AS count
        FROM versions
        WHERE document_id = $1
        """

    private static let selectDocument = """
        SELECT document_id
        FROM versions
        WHERE id = $1
        """

    private static let selectOne = """
        SELECT id
        FROM documents
        WHERE id = $1
        """

    private static let moveVersion = """
        UPDATE versions
        SET document_id = $2,
            number = (SELECT MAX(v.number) + 1 FROM versions AS v WHERE v.document_id = $2)
        WHERE id = $1
        """

    private static let touchDocument = """
        UPDATE documents
        SET updated_at = $2
        WHERE id = $1
        """

    private static let deleteDocument = """
        DELETE FROM documents
        WHERE id = $1
            AND NOT EXISTS (SELECT 1 FROM versions WHERE document_id = $1)
        """
}
