internal import Ingest
internal import Sharing
internal import Storage

/// A document's timeline, which both dialects answer alike but for the spelling of kinds.
enum Timeline {
    /// How kinds of events are written.
    enum Spelling {
        /// `TIMELINE_EVENT_TYPE_DOCUMENT_CREATED`, as a closed list has it.
        case prefixed
        /// `document_created`.
        case plain
    }

    static func answer(_ call: Call, size: Int, _ spelling: Spelling) throws -> HTTPResponse {
        let cursor = try QueryParameters(of: call.request).text("cursor")
            .flatMap { $0.isEmpty ? nil : $0 }
        if let cursor, !isEventName(cursor) {
            throw OperationError.invalid(
                "cursor", "The cursor is not valid. Begin without one.", .invalidCursor)
        }
        let page = try call.operations.timeline(
            of: call.name("document_id"), after: cursor, limit: size, as: call.subject)
        return .object { json in
            json.array("events", page.events) { event, json in write(event, spelling, to: &json) }
            json.member("has_more", page.next != nil)
            json.member("next_cursor", page.next)
        }
    }

    private static func isEventName(_ text: String) -> Bool {
        text.utf8.count == 36
            && text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || ($0 as UInt8).isLowerHexadecimal }
    }

    private static func write(
        _ event: TimelineEvent, _ spelling: Spelling, to json: inout JSONWriter
    ) {
        let type = type(of: event.kind)
        json.object { json in
            json.member("event_id", event.id)
            json.member(
                "event_type",
                spelling == .plain ? type : "TIMELINE_EVENT_TYPE_\(type.uppercased())")
            json.member("occurred_at", event.occurredAt)
            json.object("payload") { writePayload(of: event, to: &$0) }
        }
    }

    /// Says exactly what happened, where the closed list of types cannot.
    private static func writePayload(of event: TimelineEvent, to json: inout JSONWriter) {
        json.member("action_id", event.id)
        json.member("action_name", actionName(of: event.kind))
        json.member("document_id", event.document.text)
        json.member("version_id", event.version?.text)
        json.member("user_id", event.actor?.id.text)
        json.member("user_name", event.actor?.name)
        guard !event.payload.isEmpty else { return }
        json.object("facts") { json in
            for (name, value) in event.payload.sorted(by: { $0.key < $1.key }) {
                json.member(named: name, value)
            }
        }
    }

    /// Such as `document.version_uploaded`.
    private static func actionName(of kind: TimelineEvent.Kind) -> String {
        let words = kind.rawValue.split(separator: "_", maxSplits: 1)
        return words.joined(separator: ".")
    }

    /// The nearest of the types that the API lists; it has none for the trash, for transfers,
    /// downloads and links, nor for the health of what is stored.
    private static func type(of kind: TimelineEvent.Kind) -> String {
        switch kind {
        case .documentCreated, .documentUpdated, .documentVersionUploaded, .documentLoaded,
            .documentEntryPageDownloaded:
            kind.rawValue
        case .documentDownloaded, .documentExported: "document_loaded"
        case .documentTrashed, .documentRestored, .documentTransferred,
            .documentVersionQuarantined, .documentVersionRepaired:
            "document_updated"
        case .linkRevoked, .documentWatermarkChanged: "document_settings_access_changed"
        }
    }
}

extension UInt8 {
    fileprivate var isLowerHexadecimal: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }
}
