import Foundation
import TestSupport
import XCTest

@testable import Ingest

final class InputWalkTests: XCTestCase {
    func testFolderGivesThePDFsOfAllLevelsInOrder() throws {
        let tree = try makeTree(["b.pdf", "a/z.pdf", "a/deep/er/x.pdf", "c.PDF"])
        XCTAssertEqual(found(in: tree), ["a/deep/er/x.pdf", "a/z.pdf", "b.pdf", "c.PDF"])
    }

    func testOtherFilesOfAFolderAreLeft() throws {
        let tree = try makeTree(["a.txt", "pdf", "b.pdf.part"])
        XCTAssertEqual(found(in: tree), [])
    }

    func testFileThatBeginsLikeAPDFIsFoundWhateverItsName() throws {
        let tree = try makeTree(["plain"])
        try Data([UInt8].pdf(headerAt: 200, count: 300)).write(
            to: URL(fileURLWithPath: tree.path("scan")))
        XCTAssertEqual(found(in: tree), ["scan"])
    }

    func testHiddenFilesAndFoldersAreLeft() throws {
        let tree = try makeTree([".a.pdf", ".trash/b.pdf"])
        XCTAssertEqual(found(in: tree), [])
    }

    func testLinkToAFileIsFoundAndLinkToAFolderIsLeft() throws {
        let tree = try makeTree(["a/b.pdf"])
        let files = FileManager.default
        try files.createSymbolicLink(
            atPath: tree.path("link.pdf"), withDestinationPath: tree.path("a/b.pdf"))
        try files.createSymbolicLink(
            atPath: tree.path("loop.pdf"), withDestinationPath: tree.path)
        try files.createSymbolicLink(
            atPath: tree.path("broken.pdf"), withDestinationPath: tree.path("none"))
        XCTAssertEqual(found(in: tree), ["a/b.pdf", "link.pdf"])
    }

    /// Looking into a pipe would wait for its writer.
    func testPipesAreLeft() throws {
        let tree = try makeTree(["a.pdf"])
        XCTAssertEqual(mkfifo(tree.path("pipe.pdf"), 0o600), 0)
        try FileManager.default.createSymbolicLink(
            atPath: tree.path("link"), withDestinationPath: tree.path("pipe.pdf"))
        XCTAssertEqual(found(in: tree), ["a.pdf"])
    }

    func testNamedFilesAreTakenWhateverTheyAre() throws {
        let tree = try makeTree(["a.txt", ".b"])
        let named = [tree.path("a.txt"), tree.path(".b"), tree.path("none")]
        XCTAssertEqual(InputWalk.files(at: named), named)
    }

    func testEachFileComesOnceInTheOrderOfItsFirstMention() throws {
        let tree = try makeTree(["a.pdf", "b.pdf"])
        XCTAssertEqual(
            InputWalk.files(at: [tree.path("b.pdf"), tree.path, tree.path("a.pdf")]),
            [tree.path("b.pdf"), tree.path("a.pdf")])
    }

    private func makeTree(_ files: [String]) throws -> TemporaryFolder {
        let tree = try TemporaryFolder()
        for file in files {
            let url = tree.url.appendingPathComponent(file)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("text".utf8).write(to: url)
        }
        return tree
    }

    private func found(in tree: TemporaryFolder) -> [String] {
        InputWalk.files(at: [tree.path]).map { String($0.dropFirst(tree.path.count + 1)) }
    }
}
