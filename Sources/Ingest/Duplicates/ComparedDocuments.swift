internal import Storage
internal import Synchronization

/// The documents that were compared last, ready for the next comparison: of the versions that
/// arrive together most are candidates of each other, and a long one of nearly all.
///
/// What a record knows of its pages never changes. Safe from any thread.
final class ComparedDocuments: Sendable {
    private let state = Mutex(State())

    /// How many words are kept, about 80 bytes each.
    private static let maxWords = 200_000

    private struct State {
        /// By record, each with when it was last asked for.
        var documents: [String: (document: ComparedDocument, use: Int)] = [:]
        var words = 0
        var uses = 0
    }

    /// The document of a record as it was kept, or as `read` reads it.
    ///
    /// Two threads that ask for one at the same time may both read it.
    func document(
        of record: String, read: () throws -> ComparedDocument
    ) rethrows -> ComparedDocument {
        if let kept = kept(record) { return kept }
        let document = try read()
        keep(document, of: record)
        return document
    }

    private func kept(_ record: String) -> ComparedDocument? {
        state.withLock { state in
            state.uses += 1
            state.documents[record]?.use = state.uses
            return state.documents[record]?.document
        }
    }

    private func keep(_ document: ComparedDocument, of record: String) {
        state.withLock { state in
            guard state.documents[record] == nil else { return }
            state.documents[record] = (document, state.uses)
            state.words += document.wordCount
            while state.words > Self.maxWords,
                let oldest = state.documents.min(by: { $0.value.use < $1.value.use })
            {
                state.documents[oldest.key] = nil
                state.words -= oldest.value.document.wordCount
            }
        }
    }
}

extension ComparedDocument {
    fileprivate var wordCount: Int { pages.reduce(0) { $0 + $1.words.words.count } }
}
