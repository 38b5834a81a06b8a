public import Storage

/// Names an organization, the owner of documents.
public enum OrganizationKind: IdentifierKind {
    public static let prefix = "org"
    public static let noun = "organization"
}

/// Names a document, the container of versions.
public enum DocumentKind: IdentifierKind {
    public static let prefix = "doc"
    public static let noun = "document"
}

/// Names a version, one uploaded file.
public enum VersionKind: IdentifierKind {
    public static let prefix = "ver"
    public static let noun = "version"
}

public typealias OrganizationID = Identifier<OrganizationKind>
public typealias DocumentID = Identifier<DocumentKind>
public typealias VersionID = Identifier<VersionKind>
