import Hashing
import Ingest
import PDF
import Sharing
import Storage
import StoreTestSupport
import XCTest

class EntryPageTests: StoreTestCase {
    private struct World {
        let store: SharingStore
        let receipt: Receipt

        var operations: DocumentOperations { store.operations }

        var order: EntryPageOrder {
            EntryPageOrder(document: receipt.documentID, publicURL: "https://documents.example")
        }

        func draw(_ order: EntryPageOrder, as subject: Subject? = nil) throws -> ExportLink {
            try operations.entryPage(order, as: subject ?? store.owner)
        }

        func bytes(_ link: ExportLink) throws -> [UInt8] {
            let opened = try operations.links.look(at: link.path)
            return try store.test.store.blobs.open(opened.digest).contents(maxBytes: 1 << 24)
        }

        func text(_ link: ExportLink) throws -> String {
            let pages = try PDFText.pages(of: bytes(link))
            XCTAssertEqual(pages.count, 1)
            return pages[0]
        }
    }

    private func make(_ name: String = "contract-tagged") throws -> World {
        let store = SharingStore(try makeTestStore())
        return World(store: store, receipt: try store.test.add(name))
    }

    func testPageSaysWhatTheDocumentIs() throws {
        let world = try make()
        try world.store.test.readAll()
        _ = try world.operations.update(
            world.receipt.documentID, title: "Deposit agreement", description: "Of the flat",
            as: world.store.owner)
        let text = try world.text(world.draw(world.order))
        let digest = world.receipt.digest.hex
        for part in [
            "My organization", "Deposit agreement", "Of the flat", "Owner",
            "https://documents.example/d/\(world.receipt.documentID)",
            world.receipt.documentID.text, String(digest.prefix(8)), String(digest.suffix(8)),
            String(world.store.database.now().rfc3339.prefix(10)),
        ] { XCTAssertTrue(text.contains(part), "\(part): \(text)") }
    }

    func testPageSaysForWhomAndUntilWhen() throws {
        let world = try make()
        var order = world.order
        order.recipient = "Ada Lovelace"
        let end = world.store.database.now() + .seconds(86_400 * 100)
        order.validUntil = end
        let text = try world.text(world.draw(order))
        XCTAssertTrue(text.contains("Ada Lovelace"), text)
        XCTAssertTrue(text.contains(String(end.rfc3339.prefix(10))), text)
    }

    func testValidityHasBounds() throws {
        let world = try make()
        let now = world.store.database.now()
        for moment in [now, now + .seconds(400_000_000)] {
            var order = world.order
            order.validUntil = moment
            assertRefused(.invalidFieldValue) { try world.draw(order) }
        }
    }

    func testThoseWhoSeeNothingGetNoPage() throws {
        let world = try make()
        let stranger = Subject(
            id: .user(UserID()), organization: try world.store.makeOrganization("Elsewhere"),
            role: .owner, name: "Stranger")
        assertRefused(.resourceNotFound) { try world.draw(world.order, as: stranger) }
        XCTAssertNoThrow(try world.draw(world.order, as: world.store.makeUser("ada")))
    }

    func testTrashedDocumentsHaveNone() throws {
        let world = try make()
        try world.operations.trash(world.receipt.documentID, as: world.store.owner)
        assertRefused(.preconditionFailed) { try world.draw(world.order) }
    }

    func testDownloadIsItsOwnEvent() throws {
        let world = try make()
        let link = try world.draw(world.order)
        let links = world.operations.links
        try links.noteUse(of: links.look(at: link.path), client: "192.0.2.1", isPart: false)
        let event = try world.operations.timeline(
            of: world.receipt.documentID, after: nil, limit: 1, as: world.store.owner
        ).events[0]
        XCTAssertEqual(event.kind, .documentEntryPageDownloaded)
        XCTAssertEqual(
            event.payload,
            ["link_id": link.id.text, "client": "192.0.2.1", "made_for": "Owner"])
    }

    func testLinkIsOnTheTimelineAndCanBeRevoked() throws {
        let world = try make()
        let link = try world.draw(world.order)
        let event = try world.operations.timeline(
            of: world.receipt.documentID, after: nil, limit: 1, as: world.store.owner
        ).events[0]
        XCTAssertEqual(event.kind, .documentExported)
        XCTAssertEqual(event.payload["file"], "entry_page")
        try world.operations.revokeLink(
            link.id, of: world.receipt.documentID, as: world.store.owner)
        XCTAssertThrowsError(try world.operations.links.look(at: link.path)) {
            XCTAssertEqual($0 as? LinkError, .revoked)
        }
    }

    func testMissingGlyphsAreTold() throws {
        let world = try make()
        var order = world.order
        order.recipient = "Ada \u{1F9FF}"
        XCTAssertEqual(try world.draw(order).missingGlyphs.map(\.codePoint), ["U+1F9FF"])
    }

    // MARK: - Looks

    func testOrganizationChoosesNamePaperAndLines() throws {
        let world = try make()
        var change = OrganizationChange()
        change.name = "Example Ltd"
        change.look = EntryPageLook()
        change.look?.paper = .letter
        change.look?.lines.subtract([.documentID, .address])
        _ = try world.operations.update(organization: change, as: world.store.owner)
        let link = try world.draw(world.order)
        let text = try world.text(link)
        XCTAssertTrue(text.contains("Example Ltd"), text)
        XCTAssertFalse(text.contains("/d/doc_"), text)
        let page = try PDFDocument(bytes: world.bytes(link)).readPage(at: 0, withRaster: false)
        XCTAssertEqual(page.width, PageSize.letter.width, accuracy: 1)
    }

    func testOrderChoosesThePaper() throws {
        let world = try make()
        var order = world.order
        order.paper = .letter
        let page = try PDFDocument(bytes: world.bytes(world.draw(order)))
            .readPage(at: 0, withRaster: false)
        XCTAssertEqual(page.height, PageSize.letter.height, accuracy: 1)
    }

    func testLogoIsKeptAndRemoved() throws {
        let world = try make()
        let logo = try PNGEncoder.encode(
            Raster(width: 2, height: 2, pixels: [UInt8](repeating: 99, count: 12)))
        var change = OrganizationChange()
        change.logo = .set(logo)
        let set = try world.operations.update(organization: change, as: world.store.owner)
        XCTAssertEqual(set.logo, SHA256.digest(of: logo))
        XCTAssertNoThrow(try world.draw(world.order))
        XCTAssertEqual(try StoreVerification(store: world.store.test.store).run().orphans, [])
        change.logo = .remove
        let removed = try world.operations.update(organization: change, as: world.store.owner)
        XCTAssertNil(removed.logo)
    }

    func testLogoThatIsBeingRemovedAsUnusedIsRefusedOnce() throws {
        let world = try make()
        let logo = try PNGEncoder.encode(
            Raster(width: 2, height: 2, pixels: [UInt8](repeating: 77, count: 12)))
        try world.store.test.condemn(logo)
        var change = OrganizationChange()
        change.logo = .set(logo)
        XCTAssertThrowsError(
            try world.operations.update(organization: change, as: world.store.owner)
        ) { XCTAssertEqual(($0 as? StorageError)?.code, .busy, "\($0)") }
        XCTAssertNil(try world.operations.organization(as: world.store.owner).logo)
        try world.store.test.removeCondemned()
        _ = try world.operations.update(organization: change, as: world.store.owner)
        XCTAssertTrue(try StoreVerification(store: world.store.test.store).run().isSound)
    }

    func testBadLooksAreRefused() throws {
        let world = try make()
        let owner = world.store.owner
        var changes = [OrganizationChange](repeating: OrganizationChange(), count: 4)
        changes[0].logo = .set(Array("GIF89a".utf8))
        changes[1].name = " "
        changes[2].name = "a\nb"
        changes[3].look = EntryPageLook()
        changes[3].look?.fontFamily = ""
        for change in changes {
            assertRefused(.invalidFieldValue) {
                try world.operations.update(organization: change, as: owner)
            }
        }
    }

    func testMembersChangeNothing() throws {
        let world = try make()
        let member = try world.store.makeUser("ada")
        assertRefused(.insufficientPermissions) {
            try world.operations.update(organization: OrganizationChange(), as: member)
        }
    }

    // MARK: - Requirements

    func testThoseBelowTheRoleGetNoPictureOfThePage() throws {
        let world = try make()
        try world.store.test.readAll()
        let member = try world.store.makeUser("ada")
        let before = try world.bytes(world.draw(world.order, as: member)).count
        try world.operations.requireOrganizationWatermark(
            WatermarkRequirement(Watermark(lines: ["x"])), as: world.store.owner)
        let after = try world.bytes(world.draw(world.order, as: member)).count
        XCTAssertLessThan(after, before - 2_000)
    }
}
