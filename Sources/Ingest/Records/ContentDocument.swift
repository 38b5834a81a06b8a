internal import Storage

/// A record as the JSON that the newer generation of the Factify API has for the content of a
/// document: the layout stands beside the document, not with it.
public struct ContentDocument: Encodable, Sendable {
    private let record: Record

    public init(_ record: Record) {
        self.record = record
    }

    private enum CodingKeys: String, CodingKey {
        case version_id, source_type, document, layout
    }

    public func encode(to encoder: any Encoder) throws {
        let response = RecordDocument(record).response
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(record.version.id.text, forKey: .version_id)
        try container.encode(response.source_format, forKey: .source_type)
        try container.encode(response.document.record, forKey: .document)
        try container.encode(response.document.layout, forKey: .layout)
    }
}
