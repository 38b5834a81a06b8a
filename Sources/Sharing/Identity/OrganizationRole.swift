/// What a user or bot is in an organization, least first.
public enum OrganizationRole: String, CaseIterable, Comparable, Sendable {
    case member
    case admin
    case owner

    public static func < (left: OrganizationRole, right: OrganizationRole) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .member: 0
        case .admin: 1
        case .owner: 2
        }
    }
}
