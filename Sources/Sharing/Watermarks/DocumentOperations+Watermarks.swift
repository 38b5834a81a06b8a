public import Ingest
public import Storage

extension DocumentOperations {
    // MARK: - Of a document

    /// The watermark that copies of a document carry by its own requirement; for whoever may set
    /// it.
    public func watermark(
        of id: DocumentID, as subject: Subject
    ) throws -> WatermarkRequirement? {
        try store.database.read { db in
            try require(.attachPolicy, of: subject, on: id, on: db)
            return try CopyPolicy.find(id, on: db).document
        }
    }

    /// Has copies of a document marked from now on; `nil` lets them go as the organization says.
    ///
    /// What is required ends all links to the document, in all processes within half a second:
    /// they may open unmarked bytes.
    public func requireWatermark(
        _ requirement: WatermarkRequirement?, of id: DocumentID, as subject: Subject
    ) throws {
        defer { links.states.forget() }
        try store.database.write { db in
            try require(.attachPolicy, of: subject, on: id, on: db)
            try db.execute(
                Self.updateDocument, [id, requirement?.stored, requirement == nil ? 0 : 1])
            try TimelineEvent.append(
                .documentWatermarkChanged, to: id, by: subject.id, at: store.database.now(),
                payload: requirement.map { ["unmarked_for": $0.unmarkedFor.rawValue] } ?? [:],
                on: db)
        }
    }

    private static let updateDocument = """
        UPDATE documents
        SET watermark = $2,
            link_epoch = link_epoch + $3
        WHERE id = $1
        """

    // MARK: - Of an organization

    /// Has copies of all documents of the subject's organization marked from now on; `nil` lets
    /// them go as each document says.
    ///
    /// What is required ends all links to its documents, in one statement. The timelines do not
    /// tell of it, since it is said of no single document.
    public func requireOrganizationWatermark(
        _ requirement: WatermarkRequirement?, as subject: Subject
    ) throws {
        try subject.requireAdmin("set the watermark of its documents")
        defer { links.states.forget() }
        try store.database.write { db in
            try db.execute(
                Self.updateOrganization, [subject.organization, requirement?.stored])
            guard requirement != nil else { return }
            try db.execute(Self.raiseDocuments, [subject.organization])
        }
    }

    private static let updateOrganization = """
        UPDATE organizations
        SET watermark = $2
        WHERE id = $1
        """

    private static let raiseDocuments = """
        UPDATE documents
        SET link_epoch = link_epoch + 1
        WHERE organization_id = $1
        """
}
