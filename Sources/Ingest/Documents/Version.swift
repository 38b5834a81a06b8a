public import Hashing
public import Storage

/// Where a version stands.
public enum VersionState: String, CaseIterable, Sendable {
    /// Its bytes are safe and it waits to be read, or is being read.
    case processing
    /// Read whole.
    case ready
    /// Read as far as its damage allows; the reason says what is missing.
    case degraded
    /// Only a password opens it.
    case needsPassword = "needs_password"
    /// Cannot be read; the reason says why.
    case failed

    /// Whether reading has ended, however it did.
    public var isSettled: Bool { self != .processing }
}

/// One uploaded file: its bytes never change.
public struct Version: Hashable, Sendable {
    public let id: VersionID
    public let documentID: DocumentID
    /// From 1, in the order of upload.
    public let number: Int
    public let digest: Digest
    public let byteCount: Int
    public let fileName: String
    public let createdAt: Timestamp
    public let state: VersionState
    /// Why it is not simply ready, for people.
    public let reason: String?
    /// The record that is shown. An older one stays while the version is read again,
    /// and where that fails.
    public let recordID: String?
    /// When it left `processing`.
    public let settledAt: Timestamp?
}

/// A document with its newest version.
public struct Document: Hashable, Sendable {
    public let id: DocumentID
    public let organizationID: OrganizationID
    public let title: String
    public let createdAt: Timestamp
    public let updatedAt: Timestamp
    /// When it was put into the trash; `nil` for one that is not there.
    public let trashedAt: Timestamp?
    public let currentVersion: Version
    /// How many versions it has.
    public let versionCount: Int
    /// Pages of the current version's record.
    public let pageCount: Int?
}
