internal import Hashing
internal import Storage

/// Finds versions whose pages look like those of another, by comparing with every
/// page of the store.
public struct DuplicateSearch: Sendable {
    /// The greatest distance of two page hashes, of 256 bits, that counts as near.
    public static let defaultRadius = 24

    /// Pages with less ink say nothing: blank paper looks like blank paper.
    private static let minInkShare = 0.002

    private let store: Store

    public init(store: Store) {
        self.store = store
    }

    /// The versions that share pages with this one, best first; each version once,
    /// itself left out.
    public func matches(
        of version: Version, radius: Int = DuplicateSearch.defaultRadius
    ) throws -> [DuplicateMatch] {
        let pages = try store.database.read { db in
            try db.query(Self.selectPages, [store.organization]).compactMap(HashedPage.init(row:))
        }
        let own = pages.filter { $0.version == version.id && $0.inkShare >= Self.minInkShare }
        let others = pages.filter { $0.version != version.id && $0.inkShare >= Self.minInkShare }
        let hashes = others.map(\.hash)
        var pairs: [VersionID: [PagePair]] = [:]
        for page in own {
            for match in HammingScan.matches(of: page.hash, in: hashes, within: radius) {
                let other = others[match.index]
                pairs[other.version, default: []].append(
                    PagePair(page: page.number, otherPage: other.number, distance: match.distance))
            }
        }
        return try rank(pairs, of: version, ownPages: own.count, in: others)
    }

    private static let selectPages = """
        SELECT versions.id AS version_id, pages.number, pages.hash, pages.ink_share
        FROM pages
        JOIN versions ON versions.record_id = pages.record_id
        JOIN documents ON documents.id = versions.document_id
        WHERE documents.organization_id = $1
            AND pages.hash IS NOT NULL
        ORDER BY versions.id, pages.number
        """

    private func rank(
        _ pairs: [VersionID: [PagePair]], of version: Version, ownPages: Int,
        in others: [HashedPage]
    ) throws -> [DuplicateMatch] {
        var matches = try sameBytes(as: version)
        let known = Set(matches.map(\.version.id))
        for (id, candidates) in pairs where !known.contains(id) {
            let map = PagePair.oneToOne(candidates)
            let pages = max(ownPages, others.count { $0.version == id })
            matches.append(
                try match(
                    id, map.count == pages ? .samePages : .containsPages, map,
                    score: PagePair.score(map, pages: pages)))
        }
        return matches.sorted { ($1.score, $0.version.id) < ($0.score, $1.version.id) }
    }

    private func sameBytes(as version: Version) throws -> [DuplicateMatch] {
        let ids: [VersionID] = try store.database.read { db in
            try db.query(
                Self.selectSameBytes, [version.digest.hex, version.id, store.organization]
            )
            .map { try $0.identifier("version_id") }
        }
        return try ids.map { try match($0, .sameBytes, [], score: 1) }
    }

    private static let selectSameBytes = """
        SELECT versions.id AS version_id
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        WHERE versions.digest = $1
            AND versions.id <> $2
            AND documents.organization_id = $3
        """

    private func match(
        _ id: VersionID, _ verdict: DuplicateVerdict, _ pages: [PagePair], score: Double
    ) throws -> DuplicateMatch {
        DuplicateMatch(
            document: try store.catalog.document(named: id.text),
            version: try store.catalog.version(named: id.text), verdict: verdict, score: score,
            pages: pages)
    }

    private struct HashedPage {
        let version: VersionID
        let number: Int
        let hash: PageHash
        let inkShare: Double

        init?(row: Row) throws {
            guard let hash = PageHash(bytes: try row.blob("hash")) else { return nil }
            self.hash = hash
            version = try row.identifier("version_id")
            number = try row.int("number")
            inkShare = try row.real("ink_share")
        }
    }
}
