internal import Foundation

/// What becomes of a file that turns out to be a form of a stored document: the same bytes,
/// the same pages re-exported, re-scanned, or marked.
///
/// The policy of whoever takes a file in goes with it to the worker that finds out. Files
/// that only look alike, that are edited, or that contain others are always taken.
public enum ArrivalPolicy: String, CaseIterable, Codable, Sendable {
    /// It becomes a document of its own, and the receipt and `muniment duplicates` tell.
    case report
    /// It becomes a new version of the document. Its own document, known for as long as it is
    /// being read, is gone then; the name of the version stays.
    case link
    /// The same bytes are refused at once. Another form is settled as failed, with the
    /// document as the reason; its bytes are kept.
    case refuse
}

extension ArrivalPolicy {
    private struct Payload: Codable {
        var on_duplicate: ArrivalPolicy?
    }

    /// As jobs carry it.
    var payload: String {
        self == .report ? "{}" : "{\"on_duplicate\":\"\(rawValue)\"}"
    }

    /// Reads what `payload` gave; anything else is a report.
    init(payload: String) {
        let read = try? JSONDecoder().decode(Payload.self, from: Data(payload.utf8))
        self = read?.on_duplicate ?? .report
    }
}

extension DuplicateVerdict {
    /// Whether one of the two documents can stand for the other.
    public var isInterchangeable: Bool {
        switch self {
        case .sameBytes, .samePages, .rescanned, .markedCopy: true
        case .containsPages, .edited, .templateSibling: false
        }
    }

    /// What a document has of the other, as the end of a sentence about it.
    var commonality: String {
        switch self {
        case .sameBytes: "has the same bytes"
        case .samePages: "has the same pages"
        case .rescanned: "is the same paper"
        case .markedCopy: "is the same document but for marks"
        case .containsPages: "shares pages with it"
        case .edited: "is the same but for some words"
        case .templateSibling: "has the same form"
        }
    }
}
