import Foundation
import TestSupport
import XCTest

final class VerifyCommandTests: XCTestCase {
    private let digest = "8a27ab3198150270a93a4bb8c1157e408adedd3a3679ea0e48f218eccc54faa2"

    private func makeStore() throws -> Binary {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf")
        XCTAssertEqual(try binary.run("add in --no-wait").code, 0)
        return binary
    }

    private func blob(_ binary: Binary) throws -> URL {
        let folder = binary.dataFolder + "/blobs"
        let path = try FileManager.default.subpathsOfDirectory(atPath: folder)
            .first { $0.hasSuffix(digest) }
        return URL(fileURLWithPath: "\(folder)/\(try XCTUnwrap(path))")
    }

    private func write(_ bytes: Data, to url: URL) throws {
        if FileManager.default.fileExists(atPath: url.path) {
            try FileManager.default.removeItem(at: url)
        }
        try bytes.write(to: url)
    }

    func testSoundStore() throws {
        let outcome = try makeStore().run("verify")
        XCTAssertEqual(outcome.code, 0)
        XCTAssertEqual(outcome.output, "1 blob, 6.1 KiB: all sound.\n")
    }

    func testFlippedByteIsDamageUntilTheFileIsAddedAgain() throws {
        let binary = try makeStore()
        let version = try XCTUnwrap(
            try binary.run("list --json").objects().first?["version_id"] as? String)
        var bytes = try Data(contentsOf: blob(binary))
        bytes[bytes.startIndex + 100] ^= 1
        try write(bytes, to: blob(binary))
        let looked = try binary.run("verify --read-only")
        XCTAssertEqual(looked.code, 1)
        XCTAssertEqual(
            looked.output,
            "damaged      \(digest)  the file of \(version)\n1 blob, 6.1 KiB: 1 damaged.\n")
        XCTAssertTrue(looked.errors.hasSuffix("the same bytes heal what is stored.\n"))
        let outcome = try binary.run("verify")
        XCTAssertEqual(outcome.code, 1)
        XCTAssertEqual(
            outcome.output,
            "quarantined  \(digest)  the file of \(version)\n1 blob, 6.1 KiB: 1 quarantined.\n")
        XCTAssertTrue(outcome.errors.hasSuffix("the same bytes heal what is stored.\n"))
        let again = try binary.run("verify")
        XCTAssertEqual(again.code, 1)
        XCTAssertEqual(
            again.output,
            "missing      \(digest)  the file of \(version)\n0 blobs, 0 B: 1 missing.\n")
        XCTAssertEqual(try binary.run("add in --no-wait").code, 0)
        XCTAssertEqual(try binary.run("verify").code, 0)
    }

    func testRepairFromABackup() throws {
        let binary = try makeStore()
        try FileManager.default.copyItem(
            atPath: binary.dataFolder, toPath: binary.folder.path("backup"))
        let version = try XCTUnwrap(
            try binary.run("list --json").objects().first?["version_id"] as? String)
        try write(Data([1, 2, 3]), to: blob(binary))
        let outcome = try binary.run("verify --repair-from backup")
        XCTAssertEqual(outcome.code, 0, outcome.errors)
        XCTAssertEqual(
            outcome.output,
            "repaired     \(digest)  the file of \(version)\n1 blob, 3 B: 1 repaired.\n")
        try FileManager.default.removeItem(at: blob(binary))
        let line = try binary.run("verify --repair-from backup --json").objects()[0]
        XCTAssertEqual((line["missing"] as? [Any])?.count, 1)
        XCTAssertEqual((line["repaired"] as? [Any])?.count, 1)
        XCTAssertEqual((line["quarantined"] as? [Any])?.count, 0)
        XCTAssertEqual(try binary.run("verify").output, "1 blob, 6.1 KiB: all sound.\n")
    }

    func testPlacesThatAreNoneAreRefused() throws {
        let binary = try makeStore()
        let missing = try binary.run("verify --repair-from nowhere")
        XCTAssertEqual(missing.code, 1)
        XCTAssertTrue(missing.errors.contains("no blobs in this folder"), missing.errors)
        let url = try binary.run("verify --repair-from s3:secret")
        XCTAssertEqual(url.code, 2)
        XCTAssertFalse(url.errors.contains("secret"), url.errors)
        let both = try binary.run("verify --read-only --repair-from in")
        XCTAssertEqual(both.code, 2, both.errors)
    }

    func testExportWritesNoWrongBytes() throws {
        let binary = try makeStore()
        let document = try XCTUnwrap(
            try binary.run("list --json").objects().first?["document_id"] as? String)
        var bytes = try Data(contentsOf: blob(binary))
        bytes[bytes.endIndex - 1] ^= 1
        try write(bytes, to: blob(binary))
        for condition in ["damaged", "missing"] {
            let outcome = try binary.run("export \(document) -o copy.pdf")
            XCTAssertEqual(outcome.code, 1)
            XCTAssertTrue(outcome.errors.contains("are \(condition): no file"), outcome.errors)
            XCTAssertEqual(
                try FileManager.default.contentsOfDirectory(atPath: binary.folder.path(""))
                    .filter { $0.hasPrefix("copy.pdf") }, [])
            _ = try binary.run("verify")
        }
    }

    func testDeletedBlobIsMissing() throws {
        let binary = try makeStore()
        let version = try XCTUnwrap(
            try binary.run("list --json").objects().first?["version_id"] as? String)
        try FileManager.default.removeItem(at: blob(binary))
        let outcome = try binary.run("verify --json")
        XCTAssertEqual(outcome.code, 1)
        XCTAssertEqual(
            outcome.output,
            "{\"blobs\":0,\"bytes\":0,\"damaged\":[],\"missing\":[{\"sha256\":\"\(digest)\","
                + "\"use\":\"bytes\",\"version_id\":\"\(version)\"}],\"orphans\":[],"
                + "\"quarantined\":[],\"repaired\":[],\"strays\":[]}\n"
        )
        XCTAssertEqual(try binary.run("add in --no-wait").code, 0)
        XCTAssertEqual(try binary.run("verify").code, 0)
    }

    func testOrphanIsHarmless() throws {
        let binary = try makeStore()
        // The SHA-256 of no bytes at all (FIPS 180-4).
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        let folder = binary.dataFolder + "/blobs/e3"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try write(Data(), to: URL(fileURLWithPath: "\(folder)/\(empty)"))
        let outcome = try binary.run("verify")
        XCTAssertEqual(outcome.code, 0)
        XCTAssertEqual(outcome.output, "orphan       \(empty)\n2 blobs, 6.1 KiB: 1 orphan.\n")
    }
}
