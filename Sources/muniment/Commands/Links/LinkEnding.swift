import Ingest
import Sharing
import Storage

/// What `muniment links revoke` ends.
enum LinkEnding {
    case document(DocumentID)
    case link(LinkID, of: DocumentID)
    case version(VersionID)
    case upload(UploadID)

    init(_ arguments: ParsedArguments) throws(UsageError) {
        let text = arguments.positional("id")
        let link = try arguments.converted(
            "link", accepted: "Give the name of a link: lnk_…, as the timeline has it."
        ) { LinkID($0) }
        if let document = DocumentID(text) {
            self = link.map { .link($0, of: document) } ?? .document(document)
            return
        }
        guard link == nil else {
            throw arguments.error(
                "'--link' needs the document of the link", remedy: "Give the document's id.")
        }
        if let version = VersionID(text) {
            self = .version(version)
        } else if let upload = UploadID(text) {
            self = .upload(upload)
        } else {
            throw arguments.error(
                "\"\(text)\" names no document, version or upload.",
                remedy: "`muniment list` lists documents, `muniment show` a document's versions.")
        }
    }

    func run(by operations: DocumentOperations, as subject: Subject) throws {
        switch self {
        case .document(let id): try operations.revokeLinks(of: id, as: subject)
        case .link(let link, let id): try operations.revokeLink(link, of: id, as: subject)
        case .version(let id): try operations.revokeLinks(ofVersion: id, as: subject)
        case .upload(let id): try operations.revokeUpload(id, as: subject)
        }
    }
}
