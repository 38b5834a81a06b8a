public import Ingest
public import Storage

/// What can be done with documents: one operation an action, whatever surface asks for it.
///
/// Every operation takes whoever asks, throws `OperationError` where that one may not, and
/// writes the timeline in the transaction of the change. Safe from any thread; each call
/// blocks its own.
public struct DocumentOperations: Sendable {
    let store: Store
    let duplicateSearch: DuplicateSearch
    let copies: CopyMaker
    let copyTurns: CopyTurns
    private let seen = SeenDocuments()
    /// Makes links to documents, and tells what they open.
    public let links: DocumentLinks

    public init(
        store: Store, duplicateSearch: DuplicateSearch, copies: CopyMaker,
        copyTurns: CopyTurns = CopyTurns(), linkSettings: LinkSettings = LinkSettings()
    ) {
        self.store = store
        self.duplicateSearch = duplicateSearch
        self.copies = copies
        self.copyTurns = copyTurns
        links = DocumentLinks(database: store.database, settings: linkSettings)
    }

    // MARK: - Looking

    /// The document as the subject sees it.
    public func document(_ id: DocumentID, as subject: Subject) throws -> DocumentView {
        try store.database.read { db in
            try seen.document(id, as: subject, at: store.database.now(), on: db) {
                try view(id, as: subject, on: db)
            }
        }
    }

    func view(
        _ id: DocumentID, as subject: Subject, on db: any Connection
    ) throws -> DocumentView {
        guard let row = try db.first(Self.selectOne, [subject.id, store.database.now(), id]),
            let view = try DocumentView(row: row, seenBy: subject)
        else { throw OperationError.notFound("document", id.text) }
        return view
    }

    private static let selectOne = """
        \(DocumentView.selection)
        WHERE documents.id = $3
        """

    /// Throws where the subject may not do this to the document.
    func require(
        _ capability: Capability, of subject: Subject, on id: DocumentID, on db: any Connection
    ) throws {
        let access = try DocumentAccess.find(
            id, for: subject, at: store.database.now(), on: db)
        try access.require(capability, of: subject, on: id)
    }

    // MARK: - Changing

    /// Changes what is not `nil`, and returns the document.
    public func update(
        _ id: DocumentID, title: String?, description: String?, as subject: Subject
    ) throws -> DocumentView {
        if let title { try DocumentLimits.checkTitle(title) }
        if let description { try DocumentLimits.checkDescription(description) }
        return try store.database.write { db in
            try require(.createVersion, of: subject, on: id, on: db)
            let now = store.database.now()
            try db.execute(
                Self.updateDetails,
                [
                    id, title, description, now, title?.foldedForSearch,
                    description?.foldedForSearch,
                ])
            try TimelineEvent.append(
                .documentUpdated, to: id, by: subject.id, at: now, on: db)
            return try view(id, as: subject, on: db)
        }
    }

    private static let updateDetails = """
        UPDATE documents
        SET title = COALESCE($2, title),
            description = COALESCE($3, description),
            updated_at = $4,
            folded_title = COALESCE($5, folded_title),
            folded_description = COALESCE($6, folded_description)
        WHERE id = $1
        """

    /// Hides the document from lists and takes every grant and link back; its owner keeps it. Trashing
    /// it again changes nothing.
    public func trash(_ id: DocumentID, as subject: Subject) throws {
        try store.database.write { db in
            try require(.trash, of: subject, on: id, on: db)
            let now = store.database.now()
            guard try db.execute(Self.updateTrashed, [id, now]) == 1 else { return }
            try db.execute(Self.deleteGrants, [id])
            try TimelineEvent.append(.documentTrashed, to: id, by: subject.id, at: now, on: db)
        }
    }

    private static let updateTrashed = """
        UPDATE documents
        SET trashed_at = $2,
            updated_at = $2,
            general_access = 'restricted',
            link_epoch = link_epoch + 1
        WHERE id = $1
            AND trashed_at IS NULL
        """

    private static let deleteGrants = """
        DELETE FROM grants
        WHERE document_id = $1
        """

    /// Takes the document out of the trash; grants that trashing took do not come back.
    public func untrash(_ id: DocumentID, as subject: Subject) throws {
        try store.database.write { db in
            try require(.trash, of: subject, on: id, on: db)
            let now = store.database.now()
            guard try db.execute(Self.updateUntrashed, [id, now]) == 1 else { return }
            try TimelineEvent.append(.documentRestored, to: id, by: subject.id, at: now, on: db)
        }
    }

    private static let updateUntrashed = """
        UPDATE documents
        SET trashed_at = NULL,
            updated_at = $2
        WHERE id = $1
            AND trashed_at IS NOT NULL
        """

    /// Makes a user of the same organization the document's owner; the owner before has no
    /// role of its own afterwards.
    public func transfer(
        _ id: DocumentID, to owner: UserID, as subject: Subject
    ) throws {
        try store.database.write { db in
            try require(.trash, of: subject, on: id, on: db)
            let now = store.database.now()
            let access = try DocumentAccess.find(id, for: subject, at: now, on: db)
            let role = try IdentityCatalog.role(
                of: .user(owner), in: access.organization, on: db)
            guard role != nil else { throw OperationError.notFound("member", owner.text) }
            try db.execute(Self.updateOwner, [id, owner, now])
            try TimelineEvent.append(
                .documentTransferred, to: id, by: subject.id, at: now,
                payload: ["new_owner_id": owner.text], on: db)
        }
    }

    private static let updateOwner = """
        UPDATE documents
        SET owner_id = $2,
            updated_at = $3
        WHERE id = $1
        """

    /// Moves the document to another organization of the subject, which is its owner there.
    /// Its links end.
    public func transfer(
        _ id: DocumentID, to organization: OrganizationID, as subject: Subject
    ) throws {
        try store.database.write { db in
            try require(.trash, of: subject, on: id, on: db)
            let role = try IdentityCatalog.role(of: subject.id, in: organization, on: db)
            guard role != nil else {
                throw OperationError.notFound("organization", organization.text)
            }
            let now = store.database.now()
            try db.execute(Self.updateOrganization, [id, organization, subject.id, now])
            try db.execute(Self.deleteGrants, [id])
            try TimelineEvent.append(
                .documentTransferred, to: id, by: subject.id, at: now,
                payload: ["target_org_id": organization.text], on: db)
        }
    }

    private static let updateOrganization = """
        UPDATE documents
        SET organization_id = $2,
            owner_id = $3,
            updated_at = $4,
            link_epoch = link_epoch + 1
        WHERE id = $1
        """
}
