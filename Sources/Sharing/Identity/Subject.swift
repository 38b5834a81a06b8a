public import Ingest
public import Storage

/// Whoever asks for an operation, as its credentials say.
public struct Subject: Hashable, Sendable {
    public let id: SubjectID
    /// The organization it acts in.
    public let organization: OrganizationID
    public let role: OrganizationRole
    /// What people call it.
    public let name: String
    /// The key it came with; `nil` for the command line.
    public let key: APIKeyID?

    public init(
        id: SubjectID, organization: OrganizationID, role: OrganizationRole, name: String,
        key: APIKeyID? = nil
    ) {
        self.id = id
        self.organization = organization
        self.role = role
        self.name = name
        self.key = key
    }

    /// The user it is; throws for a bot.
    func requireUser() throws(OperationError) -> UserID {
        guard case .user(let user) = id else {
            throw OperationError(
                .permissionDenied, .authenticationRequired,
                "This is answered to users only; a key that acts as a bot is none.")
        }
        return user
    }

    func requireAdmin(_ action: String) throws(OperationError) {
        guard role >= .admin else {
            throw .denied("Only owners and admins of the organization may \(action).")
        }
    }
}

/// Names an API key.
public enum APIKeyKind: IdentifierKind {
    public static let prefix = "key"
    public static let noun = "API key"
}

public typealias APIKeyID = Identifier<APIKeyKind>
