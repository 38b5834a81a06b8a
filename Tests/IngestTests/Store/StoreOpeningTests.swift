import Foundation
import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

class StoreOpeningTests: StoreTestCase {
    private func makeEmptyPlace() throws -> (TemporaryFolder, StoreLocation) {
        let folder = try TemporaryFolder()
        return (folder, try Self.engine.makeLocation(in: folder, named: "store"))
    }

    func testLookingAtAnEmptyPlaceFindsNothingAndMakesNothing() throws {
        let (folder, location) = try makeEmptyPlace()
        for _ in 0..<2 {
            XCTAssertThrowsError(try Store(location: location, creating: false)) {
                XCTAssertEqual(($0 as? StorageError)?.code, .notFound, "\($0)")
            }
        }
        XCTAssertFalse(
            FileManager.default.fileExists(atPath: folder.path("store/muniment.db")))
        guard location.database != nil else { return }
        let engines = StoreEngines(location: location, settings: StoreSettings())
        XCTAssertNil(try SchemaState(of: engines.openDatabase()).migrations)
    }

    /// A first start or a restore that was cut off before it had named the store.
    func testTablesAloneAreNoStore() throws {
        let (folder, location) = try makeEmptyPlace()
        let engines = StoreEngines(location: location, settings: StoreSettings())
        let database = try engines.openDatabase()
        try Migrator(Store.migrations).migrate(database, at: database.now())
        XCTAssertThrowsError(try Store(location: location, creating: false)) {
            XCTAssertEqual(($0 as? StorageError)?.code, .notFound, "\($0)")
        }
        XCTAssertNoThrow(try Store(location: location, creating: true))
        withExtendedLifetime(folder) {}
    }

    func testStoreIsFoundAgain() throws {
        let (folder, location) = try makeEmptyPlace()
        let made = try Store(location: location, creating: true)
        let found = try Store(location: location, creating: false)
        XCTAssertEqual(made.organization, found.organization)
        XCTAssertEqual(made.identity, found.identity)
        withExtendedLifetime(folder) {}
    }

    func testManyAtOnceMakeOneOrganization() throws {
        let (folder, location) = try makeEmptyPlace()
        var settings = StoreSettings()
        settings.databaseConnections = 2
        let organizations = Recorder<OrganizationID>()
        for _ in 0..<20 {
            Thread { [settings] in
                do {
                    let store = try Store(location: location, creating: true, settings: settings)
                    organizations.note(store.organization)
                } catch {
                    XCTFail("\(error)")
                }
            }.start()
        }
        XCTAssertEqual(Set(try organizations.wait(for: 20, "stores", seconds: 60)).count, 1)
        withExtendedLifetime(folder) {}
    }
}
