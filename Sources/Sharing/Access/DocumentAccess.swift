public import Ingest
public import Storage

/// What decides who may do what to one document, as one subject meets it.
public struct DocumentAccess: Hashable, Sendable {
    public let organization: OrganizationID
    public let owner: SubjectID?
    public let general: GeneralAccess
    /// The role that the subject was given on this document, if it has not expired.
    public let grant: DocumentRole?

    public init(
        organization: OrganizationID, owner: SubjectID?, general: GeneralAccess,
        grant: DocumentRole?
    ) {
        self.organization = organization
        self.owner = owner
        self.general = general
        self.grant = grant
    }

    /// What the subject is to the document: the highest of all that it is; `nil` for somebody
    /// who must not even learn that there is such a document.
    ///
    /// An organization's owners and admins are that to all of its documents.
    public func role(of subject: Subject) -> DocumentRole? {
        var roles = [grant].compactMap { $0 }
        if general == .anyoneWithLink { roles.append(.viewer) }
        if subject.organization == organization {
            if subject.id == owner { roles.append(.owner) }
            switch subject.role {
            case .owner: roles.append(.owner)
            case .admin: roles.append(.admin)
            case .member: if general == .organization { roles.append(.viewer) }
            }
        }
        return roles.max()
    }

    /// Whether the subject may do this to the document. All that asks, asks here.
    public func permits(_ capability: Capability, to subject: Subject) -> Bool {
        role(of: subject).map { $0 >= capability.leastRole } ?? false
    }
}

extension DocumentAccess {
    /// Throws where the subject may not do this: `notFound` where it may not see the document.
    func require(
        _ capability: Capability, of subject: Subject, on document: DocumentID
    ) throws(OperationError) {
        guard let role = role(of: subject) else { throw .notFound("document", document.text) }
        guard role >= capability.leastRole else {
            throw .denied(
                "As \(role.rawValue) of \(document) you may not do this: it needs "
                    + "\(capability.rawValue), which \(capability.leastRole.rawValue)s have.")
        }
    }
}
