/// What copying has to know about a table.
struct StoreTable: Sendable {
    let name: String
    /// The columns of the primary key.
    let key: [String]
    /// The columns by which rows are read in order; together they are unique.
    let order: [String]
    /// Every column.
    let columns: [String]
    /// The columns that may be large: ranges are bounded by their lengths.
    let large: [String]
    /// Whether the database numbers new rows, in the column `id`.
    let isNumbered: Bool

    init(
        _ name: String, key: [String] = ["id"], order: [String]? = nil, columns: [String],
        large: [String] = [], isNumbered: Bool = false
    ) {
        self.name = name
        self.key = key
        self.order = order ?? key
        self.columns = columns
        self.large = large
        self.isNumbered = isNumbered
    }
}

/// Tables that are copied together, in one range after the other of the first one's order.
///
/// The rows of the others belong to a row of the first, which their first column of order
/// names.
struct TableGroup: Sendable {
    let lead: StoreTable
    let followers: [StoreTable]

    init(_ lead: StoreTable, _ followers: StoreTable...) {
        self.lead = lead
        self.followers = followers
    }

    /// The lead first.
    var tables: [StoreTable] { [lead] + followers }
}

extension StoreTable {
    /// Every table of a store in the order of copying: what is referred to comes first.
    ///
    /// Left out are `schema_migrations`, `store` and `condemned_blobs`, which a copy has its own
    /// of. A migration that adds a table or a column adds it here.
    static let groups = [
        TableGroup(
            StoreTable(
                "organizations",
                columns: [
                    "id", "name", "created_at", "document_limit", "watermark", "entry_page",
                    "logo",
                ])),
        TableGroup(
            StoreTable(
                "users",
                columns: ["id", "email", "name", "given_name", "family_name", "created_at"])),
        TableGroup(
            StoreTable(
                "members", key: ["organization_id", "user_id"],
                columns: ["organization_id", "user_id", "role", "joined_at"])),
        TableGroup(
            StoreTable("bots", columns: ["id", "organization_id", "name", "role", "created_at"])),
        TableGroup(
            StoreTable(
                "api_keys",
                columns: [
                    "id", "organization_id", "subject_id", "name", "prefix", "secret_hash",
                    "created_at", "expires_at", "revoked_at", "revoked_by", "revoked_comment",
                ])),
        TableGroup(
            StoreTable(
                "documents",
                columns: [
                    "id", "organization_id", "title", "created_at", "updated_at", "description",
                    "created_by", "owner_id", "general_access", "trashed_at",
                    "folded_title", "folded_description", "link_epoch", "watermark",
                ])),
        // A version names its record, and a record its version.
        TableGroup(
            StoreTable(
                "versions",
                columns: [
                    "id", "document_id", "number", "digest", "byte_count", "file_name",
                    "created_at", "state", "reason", "record_id", "settled_at", "title",
                    "description", "created_by", "link_epoch",
                ]),
            StoreTable(
                "records", order: ["version_id", "id"],
                columns: [
                    "id", "version_id", "job_id", "revision", "started_at", "finished_at",
                    "page_count", "facts", "heading_ranks", "matched_revision",
                    "contents_hash",
                ])),
        TableGroup(
            StoreTable(
                "pages", key: ["record_id", "number"],
                columns: [
                    "record_id", "number", "failure", "complaints", "width", "height",
                    "rotation", "label", "text", "layout", "image_share", "text_share",
                    "is_scan", "language", "hash", "ink_share", "thumbnail", "moment_hash", "skew",
                ],
                large: ["text", "layout"])),
        TableGroup(
            StoreTable(
                "matches", key: ["version_a", "version_b"],
                columns: [
                    "version_a", "version_b", "verdict", "score", "finding", "revision",
                    "found_at",
                ],
                large: ["finding"])),
        TableGroup(
            StoreTable(
                "page_pictures", key: ["version_id", "number"],
                columns: ["version_id", "number", "picture"])),
        TableGroup(
            StoreTable(
                "grants", key: ["document_id", "subject_id"],
                columns: [
                    "document_id", "subject_id", "role", "granted_by", "created_at", "expires_at",
                ])),
        TableGroup(
            StoreTable(
                "document_views", key: ["document_id", "subject_id"],
                columns: ["document_id", "subject_id", "last_viewed_at"])),
        TableGroup(
            StoreTable(
                "events",
                columns: [
                    "id", "document_id", "version_id", "kind", "actor_id", "occurred_at",
                    "payload",
                ],
                large: ["payload"])),
        TableGroup(
            StoreTable(
                "link_keys", columns: ["id", "secret", "created_at", "retires_at", "revoked_at"])),
        TableGroup(
            StoreTable("ended_links", columns: ["id", "reason", "ended_at", "expires_at"])),
        TableGroup(
            StoreTable(
                "s3_keys",
                columns: [
                    "id", "organization_id", "subject_id", "name", "secret", "is_internal",
                    "created_at", "revoked_at", "revoked_by",
                ])),
        TableGroup(
            StoreTable(
                "uploads",
                columns: [
                    "id", "organization_id", "subject_id", "object_key", "document_id", "title",
                    "max_bytes", "is_single_use", "created_at", "expires_at", "revoked_at",
                    "version_id",
                ])),
        TableGroup(
            StoreTable(
                "issued_files",
                columns: [
                    "id", "organization_id", "document_id", "version_id", "kind", "digest",
                    "byte_count", "cache_key", "made_for", "created_by", "created_at",
                    "expires_at",
                ])),
        TableGroup(
            StoreTable(
                "jobs",
                columns: [
                    "id", "kind", "tenant", "subject", "payload", "unique_key", "priority",
                    "enqueued_at", "run_at", "rank", "state", "attempt", "max_attempts", "room",
                    "claim", "worker", "claimed_at", "lease_until", "cancel_requested",
                    "finished_at", "progress_done", "progress_total",
                ],
                isNumbered: true)),
        TableGroup(
            StoreTable(
                "job_errors",
                columns: ["id", "job_id", "attempt", "at", "class", "code", "message"],
                isNumbered: true)),
    ]

    /// Every table that is copied, in order.
    static let all = groups.flatMap(\.tables)
}
