internal import Ingest
internal import Sharing

extension FileForm {
    /// A form that makes a document; `answer` tells of it.
    static func document(
        _ call: Call, _ shape: Shape, answer: @escaping (DocumentView) -> HTTPResponse
    ) throws -> FileForm {
        let upload = try call.operations.beginUpload(
            maxBytes: call.context.settings.maxUploadBytes, as: call.subject)
        return FileForm(shape, into: upload, purpose: { .document(try details(of: $0)) }) {
            answer(try call.operations.document($0.documentID, as: call.subject))
        }
    }

    private static func details(of fields: FormFields) throws -> DocumentDetails {
        guard let title = fields["title"] else { throw OperationError.missing("title") }
        let access = try fields["access_level"].map { text in
            try OperationError.choice(text, "access_level") { GeneralAccess(accessLevel: $0) }
        }
        return DocumentDetails(
            title: title, description: fields["description"],
            generalAccess: access ?? .organization)
    }

    /// A form that adds a version to the document in the path; `answer` tells of it.
    static func version(
        _ call: Call, _ shape: Shape, answer: @escaping (VersionView) -> HTTPResponse
    ) throws -> FileForm {
        let document: DocumentID = try call.name("document_id")
        let upload = try call.operations.beginUpload(
            of: document, maxBytes: call.context.settings.maxUploadBytes, as: call.subject)
        let purpose = { (fields: FormFields) in
            DocumentUpload.Purpose.version(
                of: document,
                VersionDetails(title: fields["title"], description: fields["description"]))
        }
        return FileForm(shape, into: upload, purpose: purpose) {
            answer(try call.operations.version($0.versionID, as: call.subject))
        }
    }
}
