import Foundation
import Hashing
import Storage
import TestSupport
import XCTest

final class PrivateFolderTests: XCTestCase {
    private func makeFolder() throws -> (TemporaryFolder, PrivateFolder) {
        let parent = try TemporaryFolder()
        let folder = PrivateFolder(path: parent.path("a/b"))
        try folder.make()
        return (parent, folder)
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    func testFolderAndFilesAreForTheirOwnerAlone() throws {
        let (parent, folder) = try makeFolder()
        try folder.write([1, 2, 3], as: "file")
        try folder.makeDraft("draft")
        XCTAssertEqual(try mode(parent.path("a/b")), 0o700)
        XCTAssertEqual(try mode(folder.path(of: "file")), 0o600)
        XCTAssertEqual(try mode(folder.path(of: "draft")), 0o600)
    }

    func testWritingReplacesAndLeavesNoDraft() throws {
        let (parent, folder) = try makeFolder()
        try folder.write([1], as: "file")
        try folder.write([2, 3], as: "file")
        XCTAssertEqual(try folder.contents(of: "file", maxBytes: 10), [2, 3])
        XCTAssertEqual(try folder.names(), ["file"])
        withExtendedLifetime(parent) {}
    }

    /// What a write has left that was cut off is in nobody's way.
    func testDraftOfACutWriteIsReplaced() throws {
        let (parent, folder) = try makeFolder()
        try folder.makeDraft("file" + PrivateFolder.draftSuffix)
        try folder.write([4], as: "file")
        XCTAssertEqual(try folder.names(), ["file"])
        withExtendedLifetime(parent) {}
    }

    func testPlacedDraftHasItsName() throws {
        let (parent, folder) = try makeFolder()
        try folder.write([5], as: "draft")
        try folder.place("draft", as: "file")
        XCTAssertEqual(try folder.names(), ["file"])
        XCTAssertEqual(
            try folder.digest(of: "file")?.digest, SHA256.digest(of: [5]))
        XCTAssertThrowsError(try folder.place("draft", as: "file"))
        withExtendedLifetime(parent) {}
    }

    func testAbsentFilesAreNone() throws {
        let (parent, folder) = try makeFolder()
        XCTAssertNil(try folder.contents(of: "file", maxBytes: 10))
        XCTAssertNil(try folder.digest(of: "file"))
        XCTAssertNoThrow(try folder.remove("file"))
        XCTAssertEqual(try PrivateFolder(path: parent.path("none")).names(), [])
    }

    func testMoreThanWasExpectedIsRefused() throws {
        let (parent, folder) = try makeFolder()
        try folder.write([1, 2, 3], as: "file")
        XCTAssertThrowsError(try folder.contents(of: "file", maxBytes: 2)) {
            XCTAssertEqual(($0 as? StorageError)?.code, .tooLarge)
        }
        withExtendedLifetime(parent) {}
    }
}
