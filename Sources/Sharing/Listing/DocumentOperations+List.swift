internal import Ingest
internal import Storage

extension DocumentOperations {
    /// A page of the documents that the subject may see, at most `limit`.
    ///
    /// Throws `invalidCursor` for a cursor of a list in another order.
    public func list(
        _ query: DocumentQuery, from cursor: DocumentCursor? = nil, limit: Int,
        as subject: Subject
    ) throws -> DocumentPage {
        if let cursor, cursor.order != query.order {
            throw OperationError.invalid(
                "page_token", "The page token belongs to a list in another order.",
                .invalidCursor)
        }
        return try store.database.read { db in
            let statement = DocumentListStatement(
                query, from: cursor, limit: limit + 1, as: subject, at: store.database.now(),
                withForeign: try !query.isOrganizationOnly && hasForeignGrants(subject, on: db))
            let rows = try db.query(statement.sql, statement.binds)
            return try page(rows, query.order, from: cursor, limit: limit, as: subject)
        }
    }

    private func page(
        _ rows: [Row], _ order: DocumentOrder, from cursor: DocumentCursor?, limit: Int,
        as subject: Subject
    ) throws -> DocumentPage {
        let isForward = cursor?.isForward ?? true
        let shown = isForward ? Array(rows.prefix(limit)) : rows.prefix(limit).reversed()
        let hasMore = rows.count > limit
        func place(_ row: Row?, isForward: Bool) throws -> DocumentCursor? {
            guard let row else { return nil }
            return DocumentCursor(
                try row.identifier("id"), key: row["sort_key"], order: order,
                isForward: isForward)
        }
        return DocumentPage(
            documents: try shown.compactMap { try DocumentView(row: $0, seenBy: subject) },
            next: !isForward || hasMore ? try place(shown.last, isForward: true) : nil,
            previous: isForward && cursor == nil || !isForward && !hasMore
                ? nil : try place(shown.first, isForward: false))
    }

    /// Whether documents of other organizations were shared with the subject: most have none,
    /// and then the list follows an index of its organization.
    private func hasForeignGrants(_ subject: Subject, on db: any Connection) throws -> Bool {
        try db.first(Self.selectForeignGrant, [subject.id, subject.organization]) != nil
    }

    private static let selectForeignGrant = """
        SELECT 1 AS found
        FROM grants
        JOIN documents ON documents.id = grants.document_id
        WHERE grants.subject_id = $1
            AND documents.organization_id <> $2
        LIMIT 1
        """
}

/// The statement that reads a page of a list.
private struct DocumentListStatement {
    private(set) var sql = ""
    private var conditions = SQLConditions()

    var binds: [any SQLBindable] { conditions.binds }

    init(
        _ query: DocumentQuery, from cursor: DocumentCursor?, limit: Int, as subject: Subject,
        at now: Timestamp, withForeign: Bool
    ) {
        // $1 and $2 of `DocumentView.selection`.
        let me = conditions.bind(subject.id)
        _ = conditions.bind(now)
        addVisibility(of: subject, me, withForeign: withForeign)
        add(query, me)
        let isForward = cursor?.isForward ?? true
        let isDescending = query.order.isDescending == isForward
        let key = query.order.expression
        if let cursor {
            let place = "(\(conditions.bind(cursor.key)), \(conditions.bind(cursor.document)))"
            conditions.add("(\(key), documents.id) \(isDescending ? "<" : ">") \(place)")
        }
        let direction = isDescending ? "DESC" : "ASC"
        let last = conditions.bind(limit)
        sql = """
            \(DocumentView.selection(with: "\(key) AS sort_key"))
            WHERE \(conditions.text)
            ORDER BY \(key) \(direction), documents.id \(direction)
            LIMIT \(last)
            """
    }

    /// The same that `DocumentAccess.role(of:)` decides, but that documents open to everybody
    /// with the link are listed in their own organization only.
    private mutating func addVisibility(of subject: Subject, _ me: String, withForeign: Bool) {
        var own = "documents.organization_id = \(conditions.bind(subject.organization))"
        if subject.role == .member {
            own += """
                 AND (documents.owner_id = \(me) OR documents.general_access <> 'restricted'
                    OR grants.role IS NOT NULL)
                """
        }
        conditions.add(withForeign ? "(\(own) OR grants.role IS NOT NULL)" : own)
    }

    private mutating func add(_ query: DocumentQuery, _ me: String) {
        conditions.add("documents.created_at", ">=", query.createdAfter)
        conditions.add("documents.created_at", "<=", query.createdBefore)
        conditions.add("documents.created_by", isAnyOf: query.createdBy)
        conditions.add(
            "documents.general_access", isAnyOf: query.generalAccess.map(\.rawValue))
        conditions.add("newest.state", isAnyOf: query.states.map(\.rawValue))
        conditions.add(
            anyOf: ["documents.folded_title", "documents.folded_description"],
            contains: query.text?.foldedForSearch)
        conditions.add(
            anyOf: ["documents.folded_title"], contains: query.titlePart?.foldedForSearch)
        conditions.add(
            anyOf: ["documents.folded_description"],
            contains: query.descriptionPart?.foldedForSearch)
        if Set(query.ownership).count == 1, let only = query.ownership.first {
            conditions.add("documents.owner_id \(only == .owned ? "=" : "<>") \(me)")
        }
        if Set(query.trashStates).count == 1, let only = query.trashStates.first {
            conditions.add("documents.trashed_at IS \(only == .active ? "" : "NOT ")NULL")
        }
    }
}
