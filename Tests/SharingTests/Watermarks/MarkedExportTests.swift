import Hashing
import Ingest
import PDF
import Sharing
import Storage
import StoreTestSupport
import XCTest

class MarkedExportTests: StoreTestCase {
    private struct World {
        let store: SharingStore
        let receipt: Receipt
        /// Gets marked copies alone where a watermark is required.
        let admin: Subject

        var operations: DocumentOperations { store.operations }

        func export(
            _ lines: [String]? = nil, for recipient: String? = nil, as subject: Subject? = nil
        ) throws -> ExportLink {
            try operations.export(
                receipt.documentID, version: nil, lifetime: nil,
                watermark: lines.map { try Watermark(lines: $0, position: .footer) },
                for: recipient, as: subject ?? store.owner)
        }

        /// The text of each page of what a link opens.
        func texts(_ link: ExportLink) throws -> [String] {
            let opened = try operations.links.look(at: link.path)
            let bytes = try store.test.store.blobs.open(opened.digest).contents(maxBytes: 1 << 24)
            XCTAssertEqual(bytes.count, opened.byteCount)
            return try PDFText.pages(of: bytes)
        }

        func require(_ line: String) throws {
            try operations.requireOrganizationWatermark(
                WatermarkRequirement(Watermark(lines: [line], position: .header)),
                as: store.owner)
        }

        func event(_ kind: TimelineEvent.Kind) throws -> TimelineEvent? {
            try operations.timeline(
                of: receipt.documentID, after: nil, limit: 100, as: store.owner
            ).events.first { $0.kind == kind }
        }
    }

    private func make() throws -> World {
        let store = SharingStore(try makeTestStore())
        return World(
            store: store, receipt: try store.test.add("contract-tagged"),
            admin: try store.makeUser("ada", .admin))
    }

    private func assertMarked(
        _ texts: [String], _ parts: String..., line: UInt = #line
    ) {
        XCTAssertEqual(texts.count, 4, line: line)
        for text in texts {
            for part in parts { XCTAssertTrue(text.contains(part), "\(part): \(text)", line: line) }
        }
    }

    // MARK: - By wish

    func testCopySaysForWhomItIsOnEveryPage() throws {
        let world = try make()
        let link = try world.export(["Copy for {viewer}", "{link}"], for: "Bob Byte")
        assertMarked(try world.texts(link), "Copy for Bob Byte", link.id.text)
        XCTAssertTrue(link.path.hasPrefix("/links/issued/iss_"))
        XCTAssertEqual(link.missingGlyphs, [])
    }

    func testCopyIsForWhoeverAsksWhereNobodyIsNamed() throws {
        let world = try make()
        assertMarked(
            try world.texts(world.export(["{viewer} {email}"], as: world.admin)),
            "ada ada@example.org")
    }

    func testBurnedCopiesArePicturesWithTheirText() throws {
        let world = try make()
        let link = try world.operations.export(
            world.receipt.documentID, version: nil, lifetime: nil,
            watermark: Watermark(lines: ["Copy"], kind: .burned(dpi: 72)), as: world.store.owner)
        let texts = try world.texts(link)
        XCTAssertEqual(texts.count, 4)
        XCTAssertTrue(texts[0].contains("Deposit Agreement"), texts[0])
        let opened = try world.operations.links.look(at: link.path)
        let bytes = try world.store.test.store.blobs.open(opened.digest).contents(maxBytes: 1 << 24)
        let page = try PDFDocument(bytes: bytes).readPage(at: 0, withRaster: false)
        XCTAssertGreaterThan(page.signals.imageShare, 0.99)
    }

    func testMissingGlyphsAreTold() throws {
        let link = try make().export(["\u{1F9FF}"])
        XCTAssertEqual(link.missingGlyphs.map(\.codePoint), ["U+1F9FF"])
    }

    func testRecipientsHaveBounds() throws {
        let world = try make()
        for name in ["", " \u{200B}", "a\nb", String(repeating: "x", count: 256)] {
            assertRefused(.invalidFieldValue) { try world.export(["x"], for: name) }
        }
    }

    func testWhatCannotBeReadIsNotMarked() throws {
        let world = try make()
        let receipt = try world.store.test.add("encrypted-user-password")
        assertRefused(.preconditionFailed) {
            try world.operations.export(
                receipt.documentID, version: nil, lifetime: nil,
                watermark: Watermark(lines: ["x"]), as: world.store.owner)
        }
    }

    // MARK: - By requirement

    func testThoseBelowTheRoleGetMarkedCopies() throws {
        let world = try make()
        try world.require("Required for {viewer}")
        assertMarked(try world.texts(world.export(as: world.admin)), "Required for ada")
        XCTAssertNil(
            try world.operations.links.look(at: world.export(as: world.store.owner).path).issued)
    }

    func testWhatIsAskedForStandsBesideWhatIsRequired() throws {
        let world = try make()
        try world.require("Required")
        assertMarked(
            try world.texts(world.export(["Asked"], as: world.admin)), "Required", "Asked")
    }

    func testOneTimeLinksOpenMarkedCopiesToo() throws {
        let world = try make()
        try world.require("Required")
        let link = try world.operations.exportOnce(
            world.receipt.documentID, version: nil, lifetime: nil, as: world.admin)
        let opened = try world.operations.links.take(link.path, client: "test")
        XCTAssertEqual(opened.issued?.kind, .markedCopy)
        XCTAssertNotEqual(opened.digest, world.receipt.digest)
        XCTAssertThrowsError(try world.operations.links.take(link.path, client: "test"))
    }

    func testRequirementEndsLinksToEarlierCopies() throws {
        let world = try make()
        let link = try world.export(["Asked"])
        try world.require("Required")
        XCTAssertThrowsError(try world.operations.links.look(at: link.path)) {
            XCTAssertEqual($0 as? LinkError, .revoked)
        }
    }

    // MARK: - Timeline

    func testDownloadSaysThatItWasMarkedAndForWhom() throws {
        let world = try make()
        let link = try world.export(["Copy"], for: "Bob Byte")
        XCTAssertEqual(try world.event(.documentExported)?.payload["made_for"], "Bob Byte")
        try world.operations.links.noteUse(
            of: world.operations.links.look(at: link.path), client: "192.0.2.1", isPart: false)
        XCTAssertEqual(
            try world.event(.documentDownloaded)?.payload,
            [
                "link_id": link.id.text, "client": "192.0.2.1", "copy": "marked",
                "made_for": "Bob Byte",
            ])
    }

    func testOneLinkToACopyCanBeRevoked() throws {
        let world = try make()
        let link = try world.export(["Copy"])
        try world.operations.revokeLink(
            link.id, of: world.receipt.documentID, as: world.store.owner)
        XCTAssertThrowsError(try world.operations.links.look(at: link.path))
    }

    // MARK: - Keeping

    func testSameTextForEverybodyIsMadeOnce() throws {
        let world = try make()
        let digests = try ["Ada", "Bob"].map {
            try world.operations.links.look(at: world.export(["Copy"], for: $0).path).digest
        }
        XCTAssertEqual(digests[0], digests[1])
        // One row a link, and the kept one.
        XCTAssertEqual(try world.store.test.count("issued_files"), 3)
    }

    func testPersonalCopiesAreNotKept() throws {
        let world = try make()
        _ = try world.export(["{viewer}"])
        XCTAssertEqual(try world.store.test.count("issued_files"), 1)
    }

    func testLostCopyIsMadeAgain() throws {
        let world = try make()
        let blobs = world.store.test.store.blobs
        world.store.test.breaks(.rowsHaveBlobs)
        let digest = try world.operations.links.look(at: world.export(["Copy"]).path).digest
        try blobs.remove(digest)
        assertMarked(try world.texts(world.export(["Copy"])), "Copy")
    }

    func testRowsOfEndedLinksGoWithTheNextCopy() throws {
        let world = try make()
        _ = try world.export(["{viewer}"])
        try world.store.database.write { db in
            try db.execute("UPDATE issued_files SET expires_at = 1")
        }
        _ = try world.export(["{viewer}"])
        XCTAssertEqual(try world.store.test.count("issued_files"), 1)
    }

    func testStoreKnowsWhatItsCopiesAreFor() throws {
        let world = try make()
        let digest = try world.operations.links.look(at: world.export(["Copy"]).path).digest
        let store = world.store.test.store
        world.store.test.breaks(.rowsHaveBlobs)
        XCTAssertEqual(try StoreVerification(store: store).run().orphans, [])
        try store.blobs.remove(digest)
        XCTAssertEqual(
            try StoreVerification(store: store).run().missing.map(\.use),
            [.issued(of: world.receipt.versionID)])
    }
}
