import Foundation
import TestSupport
import XCTest

/// A server on a disk that is full: it refuses and says so, damages nothing, and goes on by itself
/// once there is space.
final class FullDiskSoakTests: XCTestCase {
    /// A server with its store on a small disk.
    private struct Setting {
        let binary: Binary
        let disk: SmallDisk
        let server: ServingBinary
        let header: String

        init(byteCount: Int = 16 << 20) throws {
            binary = try Binary()
            disk = try SmallDisk(at: binary.dataFolder, byteCount: byteCount)
            binary.prefix = disk.prefix
            server = try ServingBinary(binary, "--data \(binary.dataFolder)/store")
            header = "-H 'Authorization: Bearer \(try XCTUnwrap(server.key))'"
        }

        /// A request that is answered with JSON: its status and its answer.
        func ask(_ line: String) throws -> (status: Int, text: String) {
            let outcome = try binary.shell(
                "curl -sS -w '\\n%{http_code}' \(header) \(line)")
            let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
            return (
                Int(lines.last ?? "") ?? 0, lines.dropLast().joined(separator: "\n")
            )
        }

        func upload(_ document: String, as title: String) throws -> (status: Int, text: String) {
            try ask(
                "-F title='\(title)' -F payload=@\(binary.document(document)) "
                    + "\(server.url)/v1beta/documents")
        }

        func id(_ answer: String) throws -> String {
            let object = try JSONSerialization.jsonObject(with: Data(answer.utf8))
            let document = (object as? [String: Any])?["document"] as? [String: Any]
            return try XCTUnwrap(document?["id"] as? String, answer)
        }

        func state(_ id: String) throws -> String? {
            let answer = try ask("\(server.url)/v1/documents/\(id)").text
            let object = try JSONSerialization.jsonObject(with: Data(answer.utf8))
            return (object as? [String: Any])?["processing_status"] as? String
        }

        func link(to id: String) throws -> String {
            let answer = try ask("\(server.url)/v1/documents/\(id)/export").text
            let object = try JSONSerialization.jsonObject(with: Data(answer.utf8))
            return try XCTUnwrap((object as? [String: Any])?["url"] as? String, answer)
        }

        /// Waits until a document was read, for as long as is promised.
        func waitUntilRead(_ id: String) throws {
            try eventually("reading \(id)", seconds: 30) {
                let state = try state(id)
                XCTAssertNotEqual(state, "failed")
                return state == "ready"
            }
        }

        /// What `muniment verify` says of the store, which must be sound.
        func assertSound(line: UInt = #line) throws {
            let outcome = try binary.run("verify --data \(binary.dataFolder)/store")
            XCTAssertEqual(outcome.code, 0, outcome.output + outcome.errors, line: line)
        }
    }

    func testFullDiskIsRefusedReportedAndRecoveredFrom() throws {
        let setting = try Setting()
        let before = try setting.id(setting.upload("invoice-2026-0417.pdf", as: "Before").text)
        try setting.waitUntilRead(before)
        let link = try setting.link(to: before)
        try setting.disk.fill(leaving: 0)

        let refused = try setting.upload("invoice-2026-0418.pdf", as: "Refused")
        XCTAssertTrue([503, 507].contains(refused.status), "\(refused)")
        XCTAssertTrue(refused.text.contains("full"), refused.text)
        let read = try setting.ask("\(setting.server.url)/v1/documents/\(before)")
        XCTAssertEqual(read.status, 200, read.text)
        // Its use could not be written down.
        let download = try setting.ask("'\(link)'")
        XCTAssertEqual(download.status, 503, download.text)
        XCTAssertTrue(download.text.contains("full"), download.text)
        let ready = try setting.ask("\(setting.server.url)/readyz")
        XCTAssertEqual(ready.status, 503, ready.text)
        XCTAssertTrue(ready.text.contains("disk_space"), ready.text)
        try setting.assertSound()

        try setting.disk.empty()
        var after = ""
        try eventually("an upload that is taken", seconds: 30) {
            let answer = try setting.upload("invoice-2026-0418.pdf", as: "After")
            guard (200..<300).contains(answer.status) else { return false }
            after = try setting.id(answer.text)
            return true
        }
        try setting.waitUntilRead(after)
        XCTAssertEqual(try setting.ask("-o /dev/null '\(link)'").status, 200)
        try setting.assertSound()
        XCTAssertEqual(try setting.server.stop().code, 0)
        try setting.assertSound()
    }

    /// The disk gets full at another write each time: with one page more of space, an upload and
    /// its reading come one write further.
    func testDiskThatGetsFullAtAnyWrite() throws {
        let setting = try Setting()
        var taken: [String] = []
        var refusals = 0
        let step = Soak.rounds(short: 4, long: 1)
        for pages in stride(from: 0, through: 120, by: step) {
            try setting.disk.fill(leaving: pages * 4_096)
            let answer = try setting.upload("invoice-2026-0417.pdf", as: "Page \(pages)")
            if (200..<300).contains(answer.status) {
                taken.append(try setting.id(answer.text))
            } else {
                refusals += 1
                XCTAssertTrue([503, 507].contains(answer.status), "\(pages): \(answer)")
            }
            try setting.disk.empty()
        }
        XCTAssertGreaterThan(refusals, 0)
        XCTAssertGreaterThan(taken.count, 0)
        for id in taken { try setting.waitUntilRead(id) }
        try setting.assertSound()
        XCTAssertEqual(try setting.server.stop().code, 0)
        print("\(taken.count) uploads taken, \(refusals) refused")
    }

    func testStartOnAFullDiskSaysWhatToDo() throws {
        let setting = try Setting()
        XCTAssertEqual(try setting.server.stop().code, 0)
        try setting.disk.fill(leaving: 0)
        let store = "\(setting.binary.dataFolder)/store"
        let refused = try setting.binary.run(
            "add --data \(store) \(setting.binary.document("price-list.pdf"))")
        XCTAssertNotEqual(refused.code, 0)
        XCTAssertTrue(refused.errors.contains("full"), refused.errors)
        try setting.disk.empty()
        try setting.assertSound()
    }
}
