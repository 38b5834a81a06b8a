public import Storage

/// Names a file that is expected.
public enum UploadKind: IdentifierKind {
    public static let prefix = "upl"
    public static let noun = "upload"
}

public typealias UploadID = Identifier<UploadKind>
