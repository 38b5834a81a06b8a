internal import Ingest
internal import Sharing
internal import Storage

extension V1 {
    static func write(
        _ document: DocumentView, _ version: VersionView? = nil, publicURL: String,
        to json: inout JSONWriter
    ) {
        json.object { json in
            json.member("id", document.id.text)
            json.member("org_id", document.access.organization.text)
            json.member("title", document.title)
            json.member("description", document.description)
            json.member("is_demo", false)
            json.member("processing_status", document.state.factifyStatus)
            json.member("access_level", document.access.general.accessLevel)
            json.member("url", "\(publicURL)/documents/\(document.id)")
            json.member("created_at", document.createdAt)
            json.member("updated_at", document.updatedAt)
            json.member("trashed_at", document.trashedAt)
            json.member("last_viewed_at", document.lastViewedAt)
            json.member("shared_at", document.sharedAt)
            json.object("created_by") { write(document.createdBy, to: &$0) }
            json.object("current_version") { json in
                json.member("id", document.currentVersion.id.text)
                json.member("created_at", document.currentVersion.createdAt)
            }
            json.member("capabilities", written: document.role.permissions)
            guard let version else { return }
            json.key("current_version_full")
            write(version, to: &json)
        }
    }

    static func write(_ view: VersionView, to json: inout JSONWriter) {
        let version = view.version
        json.object { json in
            json.member("id", version.id.text)
            json.member("document_id", version.documentID.text)
            json.member("source_type", sourceFormat)
            json.member("status", version.state.factifyStatus)
            json.member("status_error", version.reason)
            // A title is not optional here.
            json.member("title", view.title ?? version.fileName)
            json.member("description", view.description)
            json.member("created_at", version.createdAt)
            json.object("created_by") { write(view.createdBy, to: &$0) }
        }
    }

    private static func write(_ author: SubjectReference, to json: inout JSONWriter) {
        json.member("id", name(author.id))
        json.member("name", author.name)
    }
}
