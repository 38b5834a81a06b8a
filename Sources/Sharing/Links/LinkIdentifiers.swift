public import Storage

/// Names a link of our own.
public enum LinkKind: IdentifierKind {
    public static let prefix = "lnk"
    public static let noun = "link"
}

/// Names what signs links.
public enum LinkKeyKind: IdentifierKind {
    public static let prefix = "lky"
    public static let noun = "link key"
}

public typealias LinkID = Identifier<LinkKind>
public typealias LinkKeyID = Identifier<LinkKeyKind>
