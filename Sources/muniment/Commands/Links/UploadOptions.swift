import Ingest
import Sharing
import Storage

/// What `muniment links upload` expects.
struct UploadOptions {
    private let document: DocumentID?
    private let title: String?
    private let lifetime: Duration
    private let maxBytes: Int
    private let isForm: Bool
    private let publicURL: String

    init(_ arguments: ParsedArguments) throws {
        document = try arguments.converted(
            "document", accepted: "Give a document's id: doc_…."
        ) { DocumentID($0) }
        title = arguments.string("title")
        lifetime = try arguments.requiredDuration("expires")
        maxBytes = try arguments.requiredByteCount("max-bytes")
        isForm = arguments.flag("form")
        publicURL = try arguments.requiredString("public-url")
    }

    func make(by operations: DocumentOperations, as subject: Subject) throws -> MadeUpload {
        let upload = try operations.expectUpload(
            of: document, title: title, maxBytes: maxBytes, lifetime: lifetime, as: subject)
        guard isForm else {
            let link = try operations.uploadLink(for: upload)
            return MadeUpload(id: upload.id, expiresAt: link.expiresAt, url: publicURL + link.path)
        }
        let form = try operations.presignedForm(
            for: upload, in: S3Bucket(origin: publicURL), as: subject)
        return MadeUpload(
            id: upload.id, expiresAt: upload.expiresAt, url: form.url, fields: form.fields)
    }
}

/// A link or a form that lets a file in.
struct MadeUpload {
    let id: UploadID
    let expiresAt: Timestamp
    let url: String
    /// Of a form; `nil` for a link, to which the file is sent with `PUT`.
    var fields: [PresignedForm.Field]?

    /// Prints the link, or the command that posts a file with the form.
    func print(on terminal: Terminal, isJSON: Bool) throws {
        if isJSON {
            try terminal.printJSON(Line(self))
        } else if let fields {
            let words = fields.map { "-F '\($0.name)=\($0.value)'" } + ["-F file=@FILE.pdf"]
            try terminal.print("curl " + words.joined(separator: " ") + " '\(url)'")
        } else {
            try terminal.print(url)
        }
    }

    private struct Line: Encodable {
        let upload_id: String
        let url: String
        let fields: [String: String]?
        let expires_at: String

        init(_ made: MadeUpload) {
            upload_id = made.id.text
            url = made.url
            fields = made.fields.map { fields in
                Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }
            }
            expires_at = made.expiresAt.rfc3339
        }
    }
}
