internal import Foundation
internal import Hashing
internal import PDF
internal import Storage

/// A record as the JSON of the Factify API's `GetRecordResponse`, which the
/// command line prints and the API serves.
public struct RecordDocument: Encodable, Sendable {
    private let record: Record

    public init(_ record: Record) {
        self.record = record
    }

    public func encode(to encoder: any Encoder) throws {
        try response.encode(to: encoder)
    }

    var response: RecordSchema.Response {
        let blocks = numberedBlocks
        return RecordSchema.Response(
            id: record.id,
            document: RecordSchema.Bundle(
                layout: layout(blocks),
                record: RecordSchema.DocumentRecord(
                    blocks: blocks.map(\.block), id: record.id, metadata: metadata,
                    source: source)))
    }

    private struct NumberedBlock {
        let block: RecordSchema.Block
        let page: Int
        let box: Rectangle
        let isTable: Bool
    }

    private var numberedBlocks: [NumberedBlock] {
        record.pages.flatMap { page in
            page.layout.blocks.enumerated().map { index, block in
                NumberedBlock(
                    block: RecordSchema.Block(
                        record.headingRanks.ranking(block), id: "p\(page.number)-b\(index)"),
                    page: page.number, box: block.box, isTable: block.isTable)
            }
        }
    }

    // MARK: - Metadata

    private var source: RecordSchema.Source {
        let version = record.version
        return RecordSchema.Source(
            attributes: RecordSchema.SourceAttributes(
                content_hash: version.digest.hex, file_name: version.fileName,
                size: version.byteCount),
            ingested_at: version.createdAt.rfc3339, remote_id: version.id.text)
    }

    private var metadata: RecordSchema.Metadata {
        RecordSchema.Metadata(
            attributes: attributes, extracted_at: record.finishedAt.rfc3339,
            language: language, title: record.facts.title)
    }

    private var attributes: RecordSchema.Attributes {
        let facts = record.facts
        return RecordSchema.Attributes(
            author: facts.author, contents_hash: record.contentsHash?.hex,
            created_at: Self.time(facts.createdAt), creator: facts.creator,
            extractor_revision: record.revision, has_form: facts.hasForm,
            is_encrypted: facts.isEncrypted, is_linearized: facts.isLinearized,
            is_tagged: facts.isTagged, keywords: facts.keywords,
            modified_at: Self.time(facts.modifiedAt),
            outline: facts.outline.map { item in
                RecordSchema.OutlineEntry(
                    depth: item.depth, page_number: item.page, title: item.title)
            },
            page_count: facts.pageCount, pages: record.pages.map(RecordSchema.Page.init),
            pdf_version: facts.version, producer: facts.producer, subject: facts.subject)
    }

    private static func time(_ microseconds: Int64?) -> String? {
        microseconds.map { Timestamp(microseconds: $0).rfc3339 }
    }

    /// What the document says of itself, else what most of its pages are in.
    private var language: String? {
        if let language = record.facts.language { return language }
        var counts: [String: Int] = [:]
        for page in record.pages {
            guard let language = page.signals.language else { continue }
            counts[language, default: 0] += page.text.utf8.count
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    // MARK: - Layout

    private func layout(_ blocks: [NumberedBlock]) -> RecordSchema.Layout {
        RecordSchema.Layout(
            bindings: blocks.enumerated().map { index, block in
                RecordSchema.Binding(
                    fragments: [
                        RecordSchema.Fragment(
                            bounding_box: RecordSchema.Box(block.box), page_number: block.page)
                    ],
                    path: RecordSchema.Path(segments: [RecordSchema.Segment(block: index)]),
                    table: block.isTable ? RecordSchema.Empty() : nil,
                    text_block: block.isTable ? nil : RecordSchema.Empty())
            },
            defaults: defaults, extracted_at: record.finishedAt.rfc3339,
            pages: record.pages.map(RecordSchema.PageGeometry.init), record_id: record.id)
    }

    /// The size that most pages have, of several the smallest.
    private var defaults: RecordSchema.Defaults {
        var counts: [PaperSize: Int] = [:]
        for page in record.pages where page.failure == nil {
            counts[PaperSize(widthPoints: page.width, heightPoints: page.height), default: 0] += 1
        }
        let size = counts.max {
            ($0.value, $1.key.width, $1.key.height) < ($1.value, $0.key.width, $0.key.height)
        }?.key
        return RecordSchema.Defaults(
            dimensions: size?.dimensions,
            direction: isRightToLeft ? "DIRECTION_RTL" : "DIRECTION_LTR",
            orientation: size?.orientation, page_size: size?.name)
    }

    private var isRightToLeft: Bool {
        let primary = language?.prefix { $0 != "-" }.lowercased() ?? ""
        return ["ar", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"].contains(primary)
    }
}

extension Block {
    fileprivate var isTable: Bool {
        if case .table = content { true } else { false }
    }
}

extension RecordSchema.Box {
    init(_ box: Rectangle) {
        self.init(
            height: Self.rounded(box.height), width: Self.rounded(box.width),
            x: Self.rounded(box.x), y: Self.rounded(box.y))
    }

    /// Five digits: finer than the 1/65535 that is kept.
    private static func rounded(_ share: Double) -> Double {
        (share * 100_000).rounded() / 100_000
    }
}

extension RecordSchema.PageGeometry {
    fileprivate init(_ page: RecordPage) {
        let size = PaperSize(widthPoints: page.width, heightPoints: page.height)
        let isKnown = page.failure == nil
        self.init(
            dimensions: isKnown ? size.dimensions : nil,
            orientation: isKnown ? size.orientation : nil, page_number: page.number)
    }
}

extension RecordSchema.Page {
    fileprivate init(_ page: RecordPage) {
        let isRead = page.failure == nil
        self.init(
            complaints: page.complaints.isEmpty ? nil : page.complaints, failure: page.failure,
            hash: page.hash?.hex, image_share: isRead ? page.signals.imageShare : nil,
            ink_share: page.inkShare, is_scan: isRead ? page.signals.isScan : nil,
            label: page.label, language: page.signals.language, page_number: page.number,
            rotation_degrees: isRead ? page.rotation : nil, text: isRead ? page.text : nil,
            text_share: isRead ? page.signals.textShare : nil, thumbnail: page.thumbnail?.hex,
            words: isRead
                ? page.layout.words.map { word in
                    RecordSchema.Word(box: RecordSchema.Box(word.box), text: word.text)
                } : nil)
    }
}
