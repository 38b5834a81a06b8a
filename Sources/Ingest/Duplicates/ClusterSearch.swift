internal import Storage

/// Gathers the duplicates of an organization into clusters, from what is remembered.
struct ClusterSearch {
    let organization: OrganizationID
    let db: any Connection

    func clusters() throws -> [DuplicateCluster] {
        let edges = try sameBytesEdges() + matchEdges()
        var groups = VersionGroups()
        for edge in edges { groups.connect(edge.a, edge.b) }
        let likeness = Likeness(edges)
        return try groups.groups().compactMap { try cluster($0, likeness) }
    }

    private func matchEdges() throws -> [MatchTable.Edge] {
        try MatchTable(db: db).edges(from: DocumentFinding.threshold)
            .filter { $0.verdict.isInterchangeable }
    }

    /// Connects the versions of each digest with the oldest of them.
    private func sameBytesEdges() throws -> [MatchTable.Edge] {
        try db.query(Self.selectSameBytes, [organization]).map { row in
            MatchTable.Edge(
                a: try row.identifier("first_id"), b: try row.identifier("version_id"),
                verdict: .sameBytes, score: 1)
        }
    }

    private static let selectSameBytes = """
        SELECT firsts.first_id, versions.id AS version_id
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        JOIN (
            SELECT v.digest, MIN(v.id) AS first_id
            FROM versions AS v
            JOIN documents AS d ON d.id = v.document_id
            WHERE d.organization_id = $1
            GROUP BY v.digest
            HAVING COUNT(*) > 1
        ) AS firsts ON firsts.digest = versions.digest
        WHERE documents.organization_id = $1
            AND versions.id <> firsts.first_id
        """

    /// How each version is known to be like others.
    private struct Likeness {
        private var edges: [VersionID: [VersionID: MatchTable.Edge]] = [:]

        init(_ all: [MatchTable.Edge]) {
            for edge in all {
                edges[edge.a, default: [:]][edge.b] = edge
                edges[edge.b, default: [:]][edge.a] = edge
            }
        }

        /// To the kept one where the two were compared, else what it is most like.
        func best(of version: VersionID, to kept: VersionID) -> MatchTable.Edge? {
            guard let own = edges[version] else { return nil }
            return own[kept] ?? own.values.max { $0.score < $1.score }
        }
    }

    private func cluster(
        _ versions: [VersionID], _ likeness: Likeness
    ) throws -> DuplicateCluster? {
        let choices = try versions.compactMap(choice(of:))
        guard choices.count > 1, let (kept, reason) = KeepingChoice.best(of: choices) else {
            return nil
        }
        let members = try choices.map { choice in
            let edge = likeness.best(of: choice.version, to: kept.version)
            let isKept = choice.version == kept.version
            return try member(
                choice.version, verdict: isKept ? .sameBytes : edge?.verdict ?? .samePages,
                score: isKept ? 1 : edge?.score ?? 0)
        }
        let others = members.filter { $0.version.id != kept.version }
            .sorted { ($1.score, $0.version.id) < ($0.score, $1.version.id) }
        return DuplicateCluster(
            members: members.filter { $0.version.id == kept.version } + others,
            keep: kept.version, reason: reason)
    }

    private func member(
        _ version: VersionID, verdict: DuplicateVerdict, score: Double
    ) throws -> DuplicateMember {
        let document = try DocumentCatalog.document(of: version, on: db)
        return DuplicateMember(
            document: document.document, version: document.version, verdict: verdict, score: score)
    }

    /// `nil` for a version of another organization, and for one in the trash.
    private func choice(of version: VersionID) throws -> KeepingChoice? {
        guard let row = try db.first(Self.selectChoice, [version, organization]),
            let state = VersionState(rawValue: try row.text("state"))
        else { return nil }
        return KeepingChoice(
            version: version, pageCount: try row.int("pages"), scannedPages: try row.int("scans"),
            state: state)
    }

    private static let selectChoice = """
        SELECT
            versions.state,
            (SELECT COUNT(*) FROM pages AS p WHERE p.record_id = versions.record_id) AS pages,
            (
                SELECT COUNT(*)
                FROM pages AS s
                WHERE s.record_id = versions.record_id
                    AND s.is_scan = 1
            ) AS scans
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        WHERE versions.id = $1
            AND documents.organization_id = $2
            AND documents.trashed_at IS NULL
        """
}
