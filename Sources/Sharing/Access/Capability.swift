/// One thing that may be done with a document.
public enum Capability: String, CaseIterable, Sendable {
    case attachPolicy = "attach_policy"
    case commentPrivate = "comment_private"
    case commentPublic = "comment_public"
    case copyContent = "copy_content"
    case createVersion = "create_version"
    case export
    case grantAccess = "grant_access"
    case listVersions = "list_versions"
    case manageAccess = "manage_access"
    case open
    case screenshot
    case trash
    case view
    case viewAnalytics = "view_analytics"
    case viewLeads = "view_leads"
    case viewTimeline = "view_timeline"

    /// The least role that may do it.
    public var leastRole: DocumentRole {
        switch self {
        case .open, .view, .commentPrivate: .viewer
        case .commentPublic: .commenter
        case .grantAccess, .createVersion, .listVersions, .copyContent, .screenshot,
            .viewAnalytics, .viewLeads:
            .collaborator
        case .manageAccess, .viewTimeline, .export, .attachPolicy: .admin
        case .trash: .owner
        }
    }
}
