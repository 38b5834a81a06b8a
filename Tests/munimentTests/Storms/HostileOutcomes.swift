import Foundation
import HostileDocuments
import TestSupport

@testable import Ingest

/// A hostile document before it is taken in.
struct HostileInput {
    let path: String
    let expectation: HostileExpectation
    /// Whether it is one of our own, which begins as a PDF does.
    let isMade: Bool

    /// Writes one that is made, over the one before.
    init(_ index: Int, seed: UInt64, samples: [[UInt8]], in folder: TemporaryFolder) throws {
        let document = HostileDocument.make(index, seed: seed, samples: samples)
        path = folder.path("hostile.pdf")
        try Data(document.bytes).write(to: URL(fileURLWithPath: path))
        expectation = HostileExpectation(
            name: "\(document.kind) \(index)", group: document.kind.rawValue,
            sentences: document.soundSentences)
        isMade = true
    }

    /// A file of a corpus.
    init(file: String) {
        path = file
        expectation = HostileExpectation(
            name: (file as NSString).lastPathComponent, group: "corpus", sentences: [])
        isMade = false
    }
}

/// What is expected of a document, and the name under which it can be made again.
struct HostileExpectation {
    let name: String
    /// What its outcomes are counted under.
    let group: String
    let sentences: [String]
}

/// What became of hostile documents.
final class HostileOutcomes {
    private(set) var received: [(document: HostileExpectation, receipt: Receipt)] = []
    private var states: [String: [VersionState: Int]] = [:]
    private var times: [(seconds: Double, name: String)] = []
    private var refused = 0

    func note(_ document: HostileExpectation, _ receipt: Receipt?) {
        if let receipt { received.append((document, receipt)) } else { refused += 1 }
    }

    func note(_ document: HostileExpectation, _ state: VersionState, _ seconds: Double) {
        states[document.group, default: [:]][state, default: 0] += 1
        times.append((seconds, document.name))
    }

    /// One line a kind in a long run, and one for all.
    func printSummary(workerMiB: Int) {
        for (group, counts) in states.sorted(by: { $0.key < $1.key }) {
            print("hostile documents: \(group): \(text(of: counts))")
        }
        let all = states.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        let slowest = times.sorted { $0.seconds > $1.seconds }.prefix(3)
            .map { String(format: "%@ %.1f s", $0.name, $0.seconds) }.joined(separator: ", ")
        print(
            "hostile documents: \(received.count) read, \(refused) refused: \(text(of: all)); "
                + "slowest \(slowest); worker \(workerMiB) MiB")
    }

    private func text(of counts: [VersionState: Int]) -> String {
        VersionState.allCases.compactMap { state in
            counts[state].map { "\($0) \(state.rawValue)" }
        }.joined(separator: ", ")
    }
}
