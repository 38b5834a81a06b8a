/// What a subject is to a document, least first.
public enum DocumentRole: String, CaseIterable, Comparable, Sendable {
    case viewer
    case commenter
    case collaborator
    case admin
    case owner

    public static func < (left: DocumentRole, right: DocumentRole) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .viewer: 0
        case .commenter: 1
        case .collaborator: 2
        case .admin: 3
        case .owner: 4
        }
    }
}
