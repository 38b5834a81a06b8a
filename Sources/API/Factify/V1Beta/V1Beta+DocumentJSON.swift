internal import Ingest
internal import Sharing
internal import Storage

extension V1Beta {
    static func write(
        _ document: DocumentView, publicURL: String, to json: inout JSONWriter
    ) {
        let access = document.access.general.accessLevel
        json.object { json in
            json.member("id", document.id.text)
            json.member("title", document.title)
            json.member("description", document.description)
            json.member("access_level", access)
            json.member("general_access", access)
            json.member("processing_status", document.state.factifyStatus)
            json.member("source_format", sourceFormat)
            json.member("url", "\(publicURL)/d/\(document.id.suffix)")
            json.member("owner_organization_id", document.access.organization.text)
            json.member("is_demo", false)
            json.member("created_at", document.createdAt)
            json.member("updated_at", document.updatedAt)
            json.member("last_viewed_at", document.lastViewedAt)
            json.member("shared_at", document.sharedAt)
            json.member("trashed_at", document.trashedAt)
            json.key("created_by")
            write(document.createdBy, to: &json)
            json.object("current_version") { $0.member("id", document.currentVersion.id.text) }
            json.member("permission_set", written: document.role.permissions)
        }
    }

    static func write(_ view: VersionView, publicURL: String, to json: inout JSONWriter) {
        let version = view.version
        json.object { json in
            json.member("id", version.id.text)
            json.member("document_id", version.documentID.text)
            json.member("title", view.title)
            json.member("description", view.description)
            json.member("processing_status", version.state.factifyStatus)
            json.member(
                "url", "\(publicURL)/documents/\(version.documentID)/versions/\(version.id)")
            json.member("created_at", version.createdAt)
            json.key("created_by")
            write(view.createdBy, to: &json)
        }
    }

    static func write(_ subject: SubjectReference, to json: inout JSONWriter) {
        json.object { json in
            json.member("id", subject.id.text)
            json.member("name", subject.name)
            switch subject.id {
            case .user: json.member("type", "user")
            case .bot: json.member("type", "bot")
            }
        }
    }
}
