import Ingest
import Sharing
import Storage
import StoreTestSupport
import XCTest

/// A store with its operations, and the people who use it.
struct SharingStore {
    let test: TestStore
    let operations: DocumentOperations

    init(_ test: TestStore) {
        self.test = test
        operations = DocumentOperations(
            store: test.store, duplicateSearch: test.duplicates, copies: test.copies)
    }

    var database: any Database { test.store.database }

    /// Who owns the organization.
    var owner: Subject {
        Subject(
            id: .user(test.store.founders.owner), organization: test.store.organization,
            role: .owner, name: "Owner")
    }

    /// Adds a user to the store's organization.
    func makeUser(_ name: String, _ role: OrganizationRole = .member) throws -> Subject {
        let id = UserID()
        try database.write { db in
            try db.execute(
                "INSERT INTO users (id, email, name, created_at) VALUES ($1, $2, $3, 0)",
                [id, "\(name)@example.org", name])
        }
        let subject = Subject(
            id: .user(id), organization: test.store.organization, role: role, name: name)
        try join(subject, subject.organization)
        return subject
    }

    func join(_ subject: Subject, _ organization: OrganizationID) throws {
        try database.write { db in
            try db.execute(
                """
                INSERT INTO members (organization_id, user_id, role, joined_at)
                VALUES ($1, $2, $3, 0)
                """, [organization, subject.id, subject.role.rawValue])
        }
    }

    func makeOrganization(_ name: String) throws -> OrganizationID {
        let id = OrganizationID()
        try database.write { db in
            try db.execute(
                "INSERT INTO organizations (id, name, created_at) VALUES ($1, $2, 0)", [id, name])
        }
        return id
    }

    func grant(_ role: DocumentRole, on document: DocumentID, to subject: Subject) throws {
        try database.write { db in
            try db.execute(
                """
                INSERT INTO grants (document_id, subject_id, role, granted_by, created_at)
                VALUES ($1, $2, $3, $4, 0)
                """, [document, subject.id, role.rawValue, owner.id])
        }
    }

    /// Uploads a small file that is a PDF by its first bytes.
    @discardableResult
    func upload(
        _ title: String, description: String? = nil, _ access: GeneralAccess = .organization,
        as subject: Subject
    ) throws -> Receipt {
        let upload = try operations.beginUpload(as: subject)
        try upload.write("%PDF-1.7 \(title)")
        return try upload.finish(
            as: .document(
                DocumentDetails(title: title, description: description, generalAccess: access)),
            fileName: "\(title).pdf")
    }

    /// Says that a version was read, without reading it.
    func settle(_ version: VersionID, as state: VersionState) throws {
        let record = UUIDv7().text
        try database.write { db in
            try db.execute(
                """
                INSERT INTO records (id, version_id, job_id, revision, started_at)
                VALUES ($1, $2, 1, 'test', 0)
                """, [record, version])
            try db.execute(
                """
                UPDATE versions
                SET state = $2, reason = 'test', record_id = $3, settled_at = 1
                WHERE id = $1
                """, [version, state.rawValue, record])
        }
    }
}

extension DocumentUpload {
    func write(_ text: String) throws {
        try Array(text.utf8).withUnsafeBytes { try write($0) }
    }
}

/// Asserts that an operation is refused, and for which reason.
func assertRefused<Result>(
    _ reason: OperationError.Reason, line: UInt = #line, file: StaticString = #filePath,
    _ body: () throws -> Result
) {
    XCTAssertThrowsError(try body(), file: file, line: line) { error in
        XCTAssertEqual((error as? OperationError)?.reason, reason, file: file, line: line)
    }
}
