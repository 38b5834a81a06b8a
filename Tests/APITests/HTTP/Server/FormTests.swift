import API
import Foundation
import TestSupport
import XCTest

final class FormTests: XCTestCase {
    /// Answers what it was told.
    private final class Echo: FormReceiver {
        private let events: Recorder<String>
        private var files: [String] = []
        private var bytes: [UInt8] = []

        init(_ events: Recorder<String>) { self.events = events }

        func beginFile(_ file: FormFile, fields: FormFields) throws {
            files.append(
                "\(file.field)|\(file.fileName)|\(file.mediaType ?? "-")|\(fields.all.count)")
        }

        func receive(_ more: UnsafeRawBufferPointer) throws { bytes += more }

        func endFile() throws { files.append(String(bytes.count)) }

        func finish(fields: FormFields) throws -> HTTPResponse {
            events.note("finished")
            let stated = fields.all.map { "\($0.name)=\($0.value)" }
            return .text((files + stated).joined(separator: "\n"))
        }

        func abandon() { events.note("abandoned") }
    }

    private let events = Recorder<String>()

    private func makeServer(limits: FormLimits = FormLimits()) throws -> TestHTTPServer {
        let events = events
        return try TestHTTPServer([
            .multipart(.post, "/v1/form", limits: limits) { _ in Echo(events) }
        ])
    }

    private func post(_ body: String, type: String = "multipart/form-data; boundary=x") -> String {
        "POST /v1/form HTTP/1.1\r\nHost: a\r\nContent-Type: \(type)\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    func testTakesAFormOfCurl() throws {
        let server = try makeServer()
        let folder = try TemporaryFolder()
        let name = "Verträge \"2026\" 50%.pdf"
        try Data(repeating: 13, count: 1_000_000).write(
            to: URL(fileURLWithPath: folder.path("file")))
        let curl = Process()
        let output = Pipe()
        curl.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        curl.arguments = [
            "-s", "--form-string", "title=Übersicht; \"alles\"", "-F",
            "file=@\(folder.path("file"));type=application/pdf;filename=\"Verträge \\\"2026\\\" 50%.pdf\"",
            "-F", "after=1", "http://127.0.0.1:\(server.port)/v1/form",
        ]
        curl.standardOutput = output
        try curl.run()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        curl.waitUntilExit()
        XCTAssertEqual(
            text,
            "file|\(name)|application/pdf|1\n1000000\ntitle=Übersicht; \"alles\"\nafter=1")
    }

    func testRefusesWhatIsNoForm() throws {
        let client = try makeServer().client()
        for type in [
            "application/json", "multipart/mixed; boundary=x", "multipart/form-data",
            "multipart/form-data; boundary=", "multipart/form-data; boundary=\"x",
        ] {
            XCTAssertEqual(try client.exchange(post("abc", type: type)).status, 415, type)
        }
        XCTAssertEqual(events.all, [])
    }

    func testRefusesAFormWithoutItsEnd() throws {
        let client = try makeServer().client()
        let body = "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x\r\n"
        XCTAssertEqual(try client.exchange(post(body)).status, 400)
        XCTAssertEqual(try events.wait("an end"), ["abandoned"])
    }

    func testHoldsTheLimits() throws {
        var limits = FormLimits()
        limits.maxFields = 2
        limits.maxFieldBytes = 10
        let client = try makeServer(limits: limits).client()
        func form(_ parts: [(String, String)]) -> String {
            parts.map { "--x\r\nContent-Disposition: form-data; \($0)\r\n\r\n\($1)\r\n" }.joined()
                + "--x--\r\n"
        }
        for (parts, status) in [
            ([("name=a", "1"), ("name=b", "2")], 200),
            ([("name=a", "1"), ("name=b", "2"), ("name=c", "3")], 400),
            ([("name=a", "0123456789")], 413),
            ([("name=a; filename=f", "0123456789abc"), ("name=b", "2")], 200),
            ([("name=a; filename=f", "1"), ("name=b; filename=g", "2")], 400),
            ([("filename=f", "1")], 400),
        ] {
            XCTAssertEqual(try client.exchange(post(form(parts))).status, status, "\(parts)")
        }
    }
}
