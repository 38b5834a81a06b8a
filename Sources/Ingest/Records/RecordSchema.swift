/// The members of a record's JSON, as the Factify API's `qcr.v1alpha` names them.
///
/// Only what we fill is declared; every member of that schema is optional. Pages
/// count from 0, boxes are shares of the page from its top left, lengths are
/// millimetres.
enum RecordSchema {
    struct Response: Encodable {
        let id: String
        let source_format = "pdf"
        let document: Bundle
    }

    struct Bundle: Encodable {
        let layout: Layout
        let record: DocumentRecord
    }

    struct DocumentRecord: Encodable {
        let blocks: [Block]
        let id: String
        let metadata: Metadata
        let source: Source
    }

    struct Source: Encodable {
        let attributes: SourceAttributes
        let ingested_at: String
        let remote_id: String
        let source_id = "upload"
    }

    struct SourceAttributes: Encodable {
        let content_hash: String
        let file_name: String
        let format = "pdf"
        let size: Int
    }

    struct Metadata: Encodable {
        let attributes: Attributes
        let extracted_at: String
        let language: String?
        let title: String?
    }

    // MARK: - Blocks

    struct Block: Encodable {
        let id: String
        var code_block: Code?
        var footnote: Footnote?
        var heading: Heading?
        var image: Image?
        var list: List?
        var paragraph: Text?
        var quote: Text?
        var table: Table?

        init(id: String) {
            self.id = id
        }
    }

    struct Text: Encodable {
        let text: String
    }

    struct Code: Encodable {
        let code: String
    }

    struct Footnote: Encodable {
        let label: String?
        let text: String
    }

    struct Heading: Encodable {
        let level: Int
        let text: String
    }

    struct Image: Encodable {
        let alt_text: String?
    }

    struct List: Encodable {
        let items: [Item]
        let start: Int?
        let style: String

        struct Item: Encodable {
            let text: String
            /// At most one.
            let sub_list: [List]

            enum CodingKeys: String, CodingKey {
                case text, sub_list
            }

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(text, forKey: .text)
                try container.encodeIfPresent(sub_list.first, forKey: .sub_list)
            }
        }
    }

    struct Table: Encodable {
        let rows: [Row]

        struct Row: Encodable {
            let cells: [Cell]
        }

        struct Cell: Encodable {
            let col_span: Int
            let is_header: Bool
            let row_span: Int
            let text: String
        }
    }

    // MARK: - Layout

    struct Layout: Encodable {
        let bindings: [Binding]
        let defaults: Defaults
        let extracted_at: String
        let pages: [PageGeometry]
        let record_id: String
    }

    struct Binding: Encodable {
        let fragments: [Fragment]
        let path: Path
        /// Set for tables; everything else is bound as a block of text.
        let table: Empty?
        let text_block: Empty?
    }

    struct Empty: Encodable {}

    struct Fragment: Encodable {
        let bounding_box: Box
        let page_number: Int
    }

    struct Box: Encodable {
        let height: Double
        let width: Double
        let x: Double
        let y: Double
    }

    struct Path: Encodable {
        let segments: [Segment]
    }

    struct Segment: Encodable {
        let block: Int
    }

    struct Defaults: Encodable {
        let dimensions: Dimensions?
        let direction: String
        let orientation: String?
        let page_size: String?
    }

    struct PageGeometry: Encodable {
        let dimensions: Dimensions?
        let orientation: String?
        let page_number: Int
    }

    struct Dimensions: Encodable, Hashable {
        let height_mm: Double
        let width_mm: Double
    }

    // MARK: - What the schema has no place for

    struct Attributes: Encodable {
        let author: String?
        let contents_hash: String?
        let created_at: String?
        let creator: String?
        let extractor_revision: String
        let has_form: Bool
        let is_encrypted: Bool
        let is_linearized: Bool
        let is_tagged: Bool
        let keywords: String?
        let modified_at: String?
        let outline: [OutlineEntry]
        let page_count: Int
        let pages: [Page]
        let pdf_version: String
        let producer: String?
        let subject: String?
    }

    struct OutlineEntry: Encodable {
        let depth: Int
        let page_number: Int?
        let title: String
    }

    struct Page: Encodable {
        let complaints: [String]?
        let failure: String?
        let hash: String?
        let image_share: Double?
        let ink_share: Double?
        let is_scan: Bool?
        let label: String?
        let language: String?
        let page_number: Int
        let rotation_degrees: Int?
        let text: String?
        let text_share: Double?
        let thumbnail: String?
        let words: [Word]?
    }

    struct Word: Encodable {
        let box: Box
        let text: String
    }
}
