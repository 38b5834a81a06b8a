import Foundation
import TestServers
import TestSupport
import XCTest

@testable import Storage

/// A server and a worker over one store, which are killed and come back.
final class StormyServer {
    let url: String
    let key: String
    /// The seconds from each start of the server until it said that it was ready.
    private(set) var startSeconds: [Double] = []
    private(set) var kills = 0

    private let binary: Binary
    private let serving: String
    private var server: Binary.Run
    private var worker: Binary.Run
    private let http = HTTPClient()

    /// Starts both on a store that is there or not; waits until they are ready.
    init(_ binary: Binary) throws {
        self.binary = binary
        let port = LoopbackPort.free()
        url = "http://127.0.0.1:\(port)"
        serving =
            "serve --json --no-access-log --listen 127.0.0.1:\(port) \(Self.reading) "
            + "--requests-per-minute 10000000 --creations-per-minute 10000000"
        server = try binary.start(serving)
        let first = server
        try eventually("the announcement") { first.outputSoFar.hasSuffix("\n") }
        let object = try JSONSerialization.jsonObject(with: Data(first.outputSoFar.utf8))
        key = try XCTUnwrap((object as? [String: Any])?["api_key"] as? String)
        worker = try binary.start(Self.working)
        try waitUntilReady()
    }

    /// The papers of a storm look alike, and comparisons are not what it is about.
    private static let reading = "--workers 1 --match-candidates 2"
    private static let working = "worker \(reading)"

    /// Ends something with SIGKILL and has it come back: a helper, the worker, the server, or
    /// the last two at once, so that nobody is left who has the database open.
    func killSomething(_ generator: inout some RandomNumberGenerator) throws {
        switch Int.random(in: 0..<20, using: &generator) {
        case 0..<12: killHelper(&generator)
        case 12..<16: try replaceWorker()
        case 16..<19: try replaceServer()
        default:
            kill(worker)
            try replaceServer()
            worker = try binary.start(Self.working)
        }
    }

    private func killHelper(_ generator: inout some RandomNumberGenerator) {
        let helpers = FolderProcesses(folder: binary.folder.path).all.filter(\.isHelper)
        guard let victim = helpers.randomElement(using: &generator) else { return }
        if Foundation.kill(victim.id, SIGKILL) == 0 { kills += 1 }
    }

    private func replaceWorker() throws {
        kill(worker)
        worker = try binary.start(Self.working)
    }

    private func replaceServer() throws {
        kill(server)
        let start = ContinuousClock.now
        server = try binary.start(serving)
        try waitUntilReady()
        startSeconds.append((ContinuousClock.now - start).seconds)
    }

    private func kill(_ run: Binary.Run) {
        Foundation.kill(run.process.processIdentifier, SIGKILL)
        run.process.waitUntilExit()
        kills += 1
    }

    private func waitUntilReady() throws {
        try eventually("the server to be ready", seconds: 60) {
            let answer = try? http.send(HTTPRequest(method: "GET", url: url + "/readyz"))
            return answer?.status == 200
        }
    }

    /// Ends both in an orderly way; both must be alive.
    func stop() throws {
        for run in [server, worker] {
            run.process.terminate()
            let outcome = try run.outcome()
            XCTAssertEqual(outcome.code, 0, outcome.errors)
        }
    }
}
