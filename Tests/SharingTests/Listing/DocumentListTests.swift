import Ingest
import Sharing
import Storage
import StoreTestSupport
import XCTest

class DocumentListTests: StoreTestCase {
    private func make() throws -> SharingStore { SharingStore(try makeTestStore()) }

    private func titles(
        _ store: SharingStore, as subject: Subject? = nil,
        _ change: (inout DocumentQuery) -> Void = { _ in }
    ) throws -> [String] {
        var query = DocumentQuery()
        query.order = DocumentOrder(.name, isDescending: false)
        change(&query)
        return try store.operations.list(query, limit: 100, as: subject ?? store.owner)
            .documents.map(\.title)
    }

    // MARK: - Who sees what

    func testListIsWhatOneMaySee() throws {
        let store = try make()
        let ada = try store.makeUser("ada")
        let bob = try store.makeUser("bob")
        try store.upload("open", .organization, as: store.owner)
        try store.upload("closed", .restricted, as: store.owner)
        try store.upload("own", .restricted, as: ada)
        let shared = try store.upload("shared", .restricted, as: store.owner)
        try store.grant(.viewer, on: shared.documentID, to: ada)
        XCTAssertEqual(try titles(store, as: ada), ["open", "own", "shared"])
        XCTAssertEqual(try titles(store, as: bob), ["open"])
        XCTAssertEqual(try titles(store), ["closed", "open", "own", "shared"])
    }

    func testDocumentsOfOtherOrganizationsComeByGrantOnly() throws {
        let store = try make()
        let stranger = Subject(
            id: try store.makeUser("eve").id, organization: try store.makeOrganization("Other"),
            role: .owner, name: "eve")
        let shared = try store.upload("shared", .restricted, as: store.owner)
        try store.upload("public", .anyoneWithLink, as: store.owner)
        XCTAssertEqual(try titles(store, as: stranger), [])
        try store.grant(.viewer, on: shared.documentID, to: stranger)
        XCTAssertEqual(try titles(store, as: stranger), ["shared"])
        XCTAssertEqual(try titles(store, as: stranger) { $0.isOrganizationOnly = true }, [])
    }

    /// What the statement of the list selects is what the one rule decides.
    func testListAgreesWithTheRuleOnEveryDocument() throws {
        let store = try make()
        let subjects = try [
            store.owner, store.makeUser("ada"), store.makeUser("bob", .admin),
        ]
        var ids: [DocumentID] = []
        for author in subjects {
            for access in GeneralAccess.allCases {
                for role in [nil, DocumentRole.viewer] {
                    let id = try store.upload("a", access, as: author).documentID
                    if let role { try store.grant(role, on: id, to: subjects[1]) }
                    ids.append(id)
                }
            }
        }
        for subject in subjects {
            let listed = try store.operations.list(DocumentQuery(), limit: 100, as: subject)
            let seen = ids.filter { (try? store.operations.document($0, as: subject)) != nil }
            XCTAssertEqual(Set(listed.documents.map(\.id)), Set(seen))
        }
    }

    // MARK: - Filters

    func testTrashIsLeftOutUnlessAskedFor() throws {
        let store = try make()
        try store.upload("kept", as: store.owner)
        let gone = try store.upload("gone", as: store.owner)
        try store.operations.trash(gone.documentID, as: store.owner)
        XCTAssertEqual(try titles(store), ["kept"])
        XCTAssertEqual(try titles(store) { $0.trashStates = [.trashed] }, ["gone"])
        XCTAssertEqual(
            try titles(store) { $0.trashStates = [.active, .trashed] }, ["gone", "kept"])
    }

    func testTextIsFoundWithoutCaseInAnyScript() throws {
        let store = try make()
        try store.upload("ÜBERSICHT", as: store.owner)
        try store.upload("other", description: "Договор аренды", as: store.owner)
        XCTAssertEqual(try titles(store) { $0.text = "übers" }, ["ÜBERSICHT"])
        XCTAssertEqual(try titles(store) { $0.text = "ДОГОВОР" }, ["other"])
        XCTAssertEqual(try titles(store) { $0.titlePart = "договор" }, [])
        XCTAssertEqual(try titles(store) { $0.descriptionPart = "договор" }, ["other"])
    }

    func testWildcardsAreLetters() throws {
        let store = try make()
        try store.upload("100 %", as: store.owner)
        try store.upload("100 a", as: store.owner)
        try store.upload("a_b", as: store.owner)
        try store.upload("a\\b", as: store.owner)
        XCTAssertEqual(try titles(store) { $0.text = "0 %" }, ["100 %"])
        XCTAssertEqual(try titles(store) { $0.text = "a_b" }, ["a_b"])
        XCTAssertEqual(try titles(store) { $0.text = "\\" }, ["a\\b"])
    }

    func testFiltersCombine() throws {
        let store = try make()
        let ada = try store.makeUser("ada")
        try store.upload("a", .organization, as: ada)
        try store.upload("b", .restricted, as: ada)
        try store.upload("c", .restricted, as: store.owner)
        XCTAssertEqual(
            try titles(store) {
                $0.createdBy = [ada.id]
                $0.generalAccess = [.restricted]
            }, ["b"])
        XCTAssertEqual(try titles(store) { $0.ownership = [.owned] }, ["c"])
        XCTAssertEqual(try titles(store) { $0.ownership = [.notOwned] }, ["a", "b"])
        XCTAssertEqual(try titles(store) { $0.ownership = [.owned, .notOwned] }, ["a", "b", "c"])
    }

    func testStateIsThatOfTheNewestVersion() throws {
        let store = try make()
        let ready = try store.upload("ready", as: store.owner)
        try store.upload("new", as: store.owner)
        try store.settle(ready.versionID, as: .ready)
        XCTAssertEqual(try titles(store) { $0.states = [.ready, .degraded] }, ["ready"])
        XCTAssertEqual(try titles(store) { $0.states = [.processing] }, ["new"])
    }

    func testBoundsOfTimeAreInclusive() throws {
        let store = try make()
        let receipt = try store.upload("a", as: store.owner)
        let moment = receipt.receivedAt
        XCTAssertEqual(
            try titles(store) {
                $0.createdAfter = moment
                $0.createdBefore = moment
            }, ["a"])
        XCTAssertEqual(try titles(store) { $0.createdAfter = moment + .microseconds(1) }, [])
        XCTAssertEqual(try titles(store) { $0.createdBefore = moment - .microseconds(1) }, [])
    }

    // MARK: - Order and pages

    func testEveryOrderIsPagedToItsEndAndBack() throws {
        let store = try make()
        let all = try ["e", "b", "d", "a", "c"].map {
            try store.upload($0, as: store.owner).documentID
        }
        try store.grant(.viewer, on: all[1], to: store.owner)
        for key in DocumentOrder.Key.allCases {
            for isDescending in [true, false] {
                var query = DocumentQuery()
                query.order = DocumentOrder(key, isDescending: isDescending)
                let whole = try store.operations.list(query, limit: 100, as: store.owner)
                XCTAssertEqual(Set(whole.documents.map(\.id)), Set(all))
                try assertPaged(store, query, whole.documents.map(\.id))
            }
        }
    }

    private func assertPaged(
        _ store: SharingStore, _ query: DocumentQuery, _ expected: [DocumentID]
    ) throws {
        var forward: [[DocumentID]] = []
        var page = try store.operations.list(query, limit: 2, as: store.owner)
        XCTAssertNil(page.previous)
        forward.append(page.documents.map(\.id))
        while let next = page.next {
            page = try store.operations.list(
                query, from: try DocumentCursor(token: next.token), limit: 2, as: store.owner)
            forward.append(page.documents.map(\.id))
        }
        XCTAssertEqual(forward.flatMap { $0 }, expected, query.order.text)
        var backward = [page.documents.map(\.id)]
        while let previous = page.previous {
            page = try store.operations.list(
                query, from: try DocumentCursor(token: previous.token), limit: 2,
                as: store.owner)
            backward.insert(page.documents.map(\.id), at: 0)
        }
        XCTAssertEqual(backward.flatMap { $0 }, expected, query.order.text)
    }

    func testDefaultOrderIsNewestFirst() throws {
        let store = try make()
        for title in ["a", "b", "c"] { try store.upload(title, as: store.owner) }
        let page = try store.operations.list(DocumentQuery(), limit: 10, as: store.owner)
        XCTAssertEqual(page.documents.map(\.title), ["c", "b", "a"])
    }

    func testNamesAreOrderedWithoutCase() throws {
        let store = try make()
        for title in ["b", "A", "C"] { try store.upload(title, as: store.owner) }
        XCTAssertEqual(try titles(store), ["A", "b", "C"])
    }

    func testForeignTextsAreNoCursors() {
        for token in ["", "a", "e30", "{}", String(repeating: "A", count: 500)] {
            assertRefused(.invalidCursor) { try DocumentCursor(token: token) }
        }
    }

    func testCursorOfAnotherOrderIsRefused() throws {
        let store = try make()
        for title in ["a", "b"] { try store.upload(title, as: store.owner) }
        let page = try store.operations.list(DocumentQuery(), limit: 1, as: store.owner)
        var other = DocumentQuery()
        other.order = DocumentOrder(.name)
        assertRefused(.invalidCursor) {
            try store.operations.list(other, from: page.next, limit: 1, as: store.owner)
        }
    }
}
