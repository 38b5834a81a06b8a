import Foundation
import Hashing
import HostileDocuments
import Synchronization
import TestSupport

@testable import Storage

/// One of the clients of a storm: does this and that over HTTP, while the server comes and goes.
///
/// Used by one thread.
final class StormClient {
    /// What clients of a storm share.
    struct Shared: Sendable {
        let url: String
        let key: String
        let journal = UploadJournal()
        /// What should not have been answered.
        let complaints = Recorder<String>()
        let requests = Counter()
        let papers = Counter()
        let mostUploads: Int
    }

    /// A number that goes up.
    final class Counter: Sendable {
        private let value = Mutex(0)
        /// What the next one gets.
        var current: Int { value.withLock { $0 } }
        func next() -> Int {
            value.withLock { value in
                defer { value += 1 }
                return value
            }
        }
    }

    private let shared: Shared
    private let http: HTTPClient
    private var generator: SeededGenerator

    init(_ shared: Shared, seed: UInt64) {
        self.shared = shared
        var settings = HTTPSettings()
        settings.connectTimeout = .seconds(2)
        settings.stallTimeout = .seconds(20)
        http = HTTPClient(settings: settings)
        generator = SeededGenerator(seed: seed)
    }

    /// Does one thing; a server that is away is nobody's fault.
    func act() {
        do {
            switch Int.random(in: 0..<20, using: &generator) {
            case 0..<6: try uploadNew()
            case 6..<8: try uploadAgain()
            case 8..<10: try uploadVersion()
            case 10..<14: try download()
            case 14..<16: try export(marked: false)
            case 16: try export(marked: true)
            case 17: try reprocess()
            default: try list()
            }
            _ = shared.requests.next()
        } catch is HTTPError {
        } catch {
            shared.complaints.note("\(error)")
        }
    }

    // MARK: - Uploads

    private func uploadNew() throws {
        guard shared.journal.all.count < shared.mostUploads else { return try list() }
        try upload(shared.papers.next(), to: "/v1/documents")
    }

    private func uploadAgain() throws {
        guard let known = shared.journal.any(&generator) else { return }
        guard shared.journal.all.count < shared.mostUploads else { return try list() }
        try upload(known.paper, to: "/v1/documents")
    }

    private func uploadVersion() throws {
        guard let known = shared.journal.any(&generator) else { return }
        guard shared.journal.all.count < shared.mostUploads else { return try list() }
        try upload(shared.papers.next(), to: "/v1/documents/\(known.document)/versions")
    }

    private func upload(_ paper: Int, to path: String) throws {
        let bytes = Self.bytes(ofPaper: paper)
        let answer = try send("POST", path, form(bytes, title: "Paper \(paper)"))
        guard answer.status == 201 else { return complain(answer, path) }
        let object = try JSONDecoder().decode(Uploaded.self, from: Data(answer.body))
        shared.journal.note(
            UploadJournal.Entry(
                document: object.document_id ?? object.id,
                version: object.current_version?.id ?? object.id, digest: SHA256.digest(of: bytes),
                byteCount: bytes.count, paper: paper))
    }

    /// A document, or a version, which names its document.
    private struct Uploaded: Decodable {
        struct Version: Decodable { let id: String }
        let id: String
        let document_id: String?
        let current_version: Version?
    }

    /// A paper of one to three pages.
    static func bytes(ofPaper number: Int) -> [UInt8] {
        SoundDocument.make("Paper \(number) of the storm", pages: 1 + number % 3)
    }

    private static let boundary = "storm"

    private func form(_ bytes: [UInt8], title: String) -> [UInt8] {
        let head =
            "--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n\(title)\r\n"
            + "--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"file\"; "
            + "filename=\"paper.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
        return Array(head.utf8) + bytes + Array("\r\n--\(Self.boundary)--\r\n".utf8)
    }

    // MARK: - What was acknowledged

    /// Whole answers have the bytes that were acknowledged, whatever happens meanwhile.
    private func download() throws {
        guard let known = shared.journal.any(&generator) else { return }
        let path = "/v1/documents/\(known.document)/export?version_id=\(known.version)"
        guard let url = try link(path, [200]) else { return }
        let answer = try http.send(HTTPRequest(method: "GET", url: url))
        guard answer.status == 200 else { return complain(answer, "a link") }
        if SHA256.digest(of: answer.body) != known.digest {
            shared.complaints.note("wrong bytes of \(known.version)")
        }
    }

    private func export(marked: Bool) throws {
        guard let known = shared.journal.any(&generator) else { return }
        // {"lines":["Copy"]}
        let mark = marked ? "?watermark=%7B%22lines%22%3A%5B%22Copy%22%5D%7D" : ""
        // The copy's helper may be killed, and then there is none: 409.
        _ = try link(
            "/v1/documents/\(known.document)/export\(mark)", marked ? [200, 409] : [200])
    }

    /// The link of an answer; nil where there is another answer, which has to be `expected`.
    private func link(_ path: String, _ expected: Set<Int>) throws -> String? {
        struct Link: Decodable { let url: String }
        let answer = try send("GET", path)
        guard answer.status == 200 else {
            if !expected.contains(answer.status) { complain(answer, path) }
            return nil
        }
        return try JSONDecoder().decode(Link.self, from: Data(answer.body)).url
    }

    private func reprocess() throws {
        guard let known = shared.journal.any(&generator) else { return }
        let path = "/v1/documents/\(known.document)/process"
        let answer = try send("POST", path, Array("{}".utf8), "application/json")
        if !answer.isSuccess { complain(answer, path) }
    }

    private func list() throws {
        let answer = try send("GET", "/v1/documents")
        if answer.status != 200 { complain(answer, "the list") }
    }

    // MARK: - HTTP

    private func send(
        _ method: String, _ path: String, _ body: [UInt8]? = nil,
        _ type: String = "multipart/form-data; boundary=\(boundary)"
    ) throws -> HTTPResponse {
        var request = HTTPRequest(method: method, url: shared.url + path)
        request.headers = [("authorization", "Bearer \(shared.key)")]
        if let body {
            request.headers.append(("content-type", type))
            request.body = .bytes(body)
        }
        return try http.send(request)
    }

    private func complain(_ answer: HTTPResponse, _ what: String) {
        let text = String(decoding: answer.body.prefix(300), as: UTF8.self)
        shared.complaints.note("\(what): \(answer.status) \(text)")
    }
}
