import Ingest
import Sharing
import Storage
import StoreTestSupport
import XCTest

class WatermarkRequirementTests: StoreTestCase {
    private func make() throws -> (SharingStore, Receipt) {
        let store = SharingStore(try makeTestStore())
        return (store, try store.upload("Contract", as: store.owner))
    }

    private func requirement(_ role: DocumentRole = .owner) throws -> WatermarkRequirement {
        WatermarkRequirement(try Watermark(lines: ["{viewer}"]), unmarkedFor: role)
    }

    private func export(_ store: SharingStore, _ receipt: Receipt) throws -> ExportLink {
        try store.operations.export(
            receipt.documentID, version: nil, lifetime: nil, as: store.owner)
    }

    private func assertRevoked(
        _ link: ExportLink, _ links: DocumentLinks, line: UInt = #line
    ) {
        XCTAssertThrowsError(try links.look(at: link.path), line: line) {
            XCTAssertEqual($0 as? LinkError, .revoked, line: line)
        }
    }

    // MARK: - Setting

    func testDocumentKeepsItsRequirement() throws {
        let (store, receipt) = try make()
        let requirement = try requirement(.admin)
        try store.operations.requireWatermark(requirement, of: receipt.documentID, as: store.owner)
        XCTAssertEqual(
            try store.operations.watermark(of: receipt.documentID, as: store.owner), requirement)
        try store.operations.requireWatermark(nil, of: receipt.documentID, as: store.owner)
        XCTAssertNil(try store.operations.watermark(of: receipt.documentID, as: store.owner))
    }

    func testOrganizationKeepsItsRequirement() throws {
        let (store, _) = try make()
        let requirement = try requirement()
        try store.operations.requireOrganizationWatermark(requirement, as: store.owner)
        XCTAssertEqual(
            try store.operations.organization(as: store.owner).watermark, requirement)
        try store.operations.requireOrganizationWatermark(nil, as: store.owner)
        XCTAssertNil(try store.operations.organization(as: store.owner).watermark)
    }

    func testSettingNeedsTheRight() throws {
        let (store, receipt) = try make()
        let member = try store.makeUser("ada")
        try store.grant(.collaborator, on: receipt.documentID, to: member)
        let requirement = try requirement()
        assertRefused(.insufficientPermissions) {
            try store.operations.requireWatermark(requirement, of: receipt.documentID, as: member)
        }
        assertRefused(.insufficientPermissions) {
            try store.operations.requireOrganizationWatermark(requirement, as: member)
        }
    }

    func testSettingIsOnTheTimeline() throws {
        let (store, receipt) = try make()
        try store.operations.requireWatermark(
            requirement(.admin), of: receipt.documentID, as: store.owner)
        let event = try store.operations.timeline(
            of: receipt.documentID, after: nil, limit: 1, as: store.owner
        ).events[0]
        XCTAssertEqual(event.kind, .documentWatermarkChanged)
        XCTAssertEqual(event.payload, ["unmarked_for": "admin"])
    }

    // MARK: - Links of before

    func testDocumentsRequirementEndsItsLinks() throws {
        let (store, receipt) = try make()
        let other = try store.upload("Other", as: store.owner)
        let (link, kept) = (try export(store, receipt), try export(store, other))
        try store.operations.requireWatermark(
            requirement(), of: receipt.documentID, as: store.owner)
        assertRevoked(link, store.operations.links)
        assertRevoked(link, DocumentLinks(database: store.database))
        XCTAssertNoThrow(try store.operations.links.look(at: kept.path))
    }

    func testOrganizationsRequirementEndsAllOfItsLinks() throws {
        let (store, receipt) = try make()
        let other = try store.upload("Other", as: store.owner)
        let links = [try export(store, receipt), try export(store, other)]
        let foreign = try store.makeOrganization("Elsewhere")
        let there = Subject(
            id: store.owner.id, organization: foreign, role: .owner, name: "Owner")
        try store.join(there, foreign)
        let theirs = try store.upload("Theirs", as: there)
        let kept = try store.operations.export(
            theirs.documentID, version: nil, lifetime: nil, as: there)
        try store.operations.requireOrganizationWatermark(requirement(), as: store.owner)
        for link in links { assertRevoked(link, store.operations.links) }
        XCTAssertNoThrow(try store.operations.links.look(at: kept.path))
    }

    func testClearingEndsNoLinks() throws {
        let (store, receipt) = try make()
        let link = try export(store, receipt)
        try store.operations.requireWatermark(nil, of: receipt.documentID, as: store.owner)
        try store.operations.requireOrganizationWatermark(nil, as: store.owner)
        XCTAssertNoThrow(try store.operations.links.look(at: link.path))
    }

    // MARK: - Ways out without a marked copy

    func testThoseBelowTheRoleGetNoPicturesOfPages() throws {
        let (store, receipt) = try make()
        let admin = try store.makeUser("ada", .admin)
        try store.operations.requireWatermark(
            requirement(), of: receipt.documentID, as: store.owner)
        assertRefused(.insufficientPermissions) {
            try store.operations.exportThumbnail(
                of: receipt.documentID, version: nil, page: 1, lifetime: nil, as: admin)
        }
        XCTAssertNoThrow(
            try store.operations.exportThumbnail(
                of: receipt.documentID, version: nil, page: 1, lifetime: nil, as: store.owner))
    }

    func testThoseBelowTheRoleGetNoObjects() throws {
        let (store, receipt) = try make()
        let admin = try store.makeUser("ada", .admin)
        let key = "versions/\(receipt.versionID).pdf"
        XCTAssertNoThrow(try store.operations.object(key: key, as: admin))
        try store.operations.requireOrganizationWatermark(requirement(), as: store.owner)
        let bucket = S3Bucket(origin: "http://127.0.0.1")
        assertRefused(.insufficientPermissions) {
            try store.operations.object(key: key, as: admin)
        }
        assertRefused(.insufficientPermissions) {
            try store.operations.presignedGet(key: key, lifetime: nil, in: bucket, as: admin)
        }
        XCTAssertNoThrow(try store.operations.object(key: key, as: store.owner))
    }

    func testWhoIsFreeExportsTheBytesThemselves() throws {
        let (store, receipt) = try make()
        try store.operations.requireOrganizationWatermark(requirement(), as: store.owner)
        let opened = try store.operations.links.look(at: export(store, receipt).path)
        XCTAssertEqual(opened.digest, receipt.digest)
        XCTAssertNil(opened.issued)
    }

    func testADamagedRequirementLetsNothingOut() throws {
        let (store, receipt) = try make()
        try store.database.write { db in
            try db.execute("UPDATE documents SET watermark = 'damaged'")
        }
        XCTAssertThrowsError(try export(store, receipt)) {
            XCTAssertEqual(($0 as? StorageError)?.code, .corrupt)
        }
    }
}
