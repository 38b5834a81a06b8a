/// Holds JSON against the Factify record schema (`qcr.v1alpha`), as far as records
/// of PDFs use it: names and types of every member, and which exclude each other.
///
/// What stands in `metadata.attributes` is ours; it is held against what
/// `docs/decisions/0004-record-json.md` promises.
struct RecordSchemaChecker {
    private indirect enum Shape: Sendable {
        case text, integer, number, flag, moment
        case name(String)
        case oneOf([String])
        case list(Shape)
    }

    private struct Object: Sendable {
        /// All are optional.
        let members: [String: Shape]
        /// Exactly one of these must be there.
        var choice: [String: Shape] = [:]
    }

    /// What is wrong, each with its path; empty for a record as it should be.
    static func violations(in record: JSONValue) -> [String] {
        check(record, .name("GetRecordResponse"), "")
    }

    private static func check(_ value: JSONValue, _ shape: Shape, _ path: String) -> [String] {
        switch (shape, value) {
        case (.text, .text), (.integer, .integer), (.number, .integer), (.number, .number),
            (.flag, .flag):
            return []
        case (.moment, .text(let text)):
            let pattern = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/
            return text.wholeMatch(of: pattern) == nil ? ["\(path): no RFC 3339 time"] : []
        case (.oneOf(let names), .text(let text)):
            return names.contains(text) ? [] : ["\(path): \(text) is no value of it"]
        case (.list(let element), .list(let values)):
            return values.enumerated().flatMap { check($1, element, "\(path)[\($0)]") }
        case (.name(let name), .object(let members)):
            return check(members, objects[name] ?? Object(members: [:]), path)
        default:
            return ["\(path): should be \(shape)"]
        }
    }

    private static func check(
        _ members: [String: JSONValue], _ object: Object, _ path: String
    ) -> [String] {
        var found: [String] = []
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            if let shape = object.members[name] ?? object.choice[name] {
                found += check(value, shape, "\(path).\(name)")
            } else {
                found.append("\(path).\(name): unknown")
            }
        }
        let chosen = object.choice.keys.filter { members[$0] != nil }
        if !object.choice.isEmpty, chosen.count != 1 {
            found.append("\(path): \(chosen.count) of those that exclude each other")
        }
        return found
    }

    private static let objects: [String: Object] = [
        "GetRecordResponse": Object(
            members: ["id": .text, "source_format": .text],
            choice: ["document": .name("DocumentBundle")]),
        "DocumentBundle": Object(
            members: ["layout": .name("DocumentLayout"), "record": .name("DocumentRecord")]),
        "DocumentRecord": Object(members: [
            "blocks": .list(.name("Block")), "id": .text, "metadata": .name("DocumentMetadata"),
            "source": .name("SourceReference"),
        ]),
        "DocumentMetadata": Object(members: [
            "attributes": .name("Attributes"), "extracted_at": .moment, "language": .text,
            "title": .text,
        ]),
        "SourceReference": Object(members: [
            "attributes": .name("SourceAttributes"), "ingested_at": .moment, "remote_id": .text,
            "source_id": .text,
        ]),
        "Block": Object(
            members: ["id": .text],
            choice: [
                "code_block": .name("CodeBlockData"), "footnote": .name("FootnoteData"),
                "heading": .name("HeadingData"), "image": .name("RasterImageData"),
                "list": .name("ListData"), "paragraph": .name("TextData"),
                "quote": .name("TextData"), "table": .name("TableData"),
            ]),
        "CodeBlockData": Object(members: ["code": .text, "language": .text]),
        "FootnoteData": Object(members: ["label": .text, "text": .text]),
        "HeadingData": Object(members: ["level": .integer, "text": .text]),
        "RasterImageData": Object(members: ["alt_text": .text]),
        "TextData": Object(members: ["text": .text]),
        "ListData": Object(members: [
            "items": .list(.name("ListData.Item")), "start": .integer,
            "style": .oneOf(["LIST_STYLE_UNORDERED", "LIST_STYLE_ORDERED"]),
        ]),
        "ListData.Item": Object(members: ["sub_list": .name("ListData"), "text": .text]),
        "TableData": Object(members: ["rows": .list(.name("TableData.Row"))]),
        "TableData.Row": Object(members: ["cells": .list(.name("TableData.Row.Cell"))]),
        "TableData.Row.Cell": Object(members: [
            "col_span": .integer, "is_header": .flag, "row_span": .integer, "text": .text,
        ]),
        "DocumentLayout": Object(members: [
            "bindings": .list(.name("LayoutBinding")), "defaults": .name("LayoutDefaults"),
            "extracted_at": .moment, "pages": .list(.name("PageGeometry")), "record_id": .text,
            "source": .name("SourceReference"),
        ]),
        "LayoutBinding": Object(
            members: ["fragments": .list(.name("LayoutFragment")), "path": .name("BlockPath")],
            choice: ["table": .name("Empty"), "text_block": .name("Empty")]),
        "Empty": Object(members: [:]),
        "LayoutFragment": Object(members: [
            "bounding_box": .name("BoundingBox"), "page_number": .integer,
            "rotation_degrees": .number,
        ]),
        "BoundingBox": Object(members: [
            "height": .number, "width": .number, "x": .number, "y": .number,
        ]),
        "BlockPath": Object(members: ["segments": .list(.name("PathSegment"))]),
        "PathSegment": Object(
            members: [:],
            choice: ["block": .integer, "cell": .integer, "item": .integer, "row": .integer]),
        "LayoutDefaults": Object(members: [
            "dimensions": .name("PhysicalDimensions"),
            "direction": .oneOf(["DIRECTION_LTR", "DIRECTION_RTL"]),
            "orientation": orientation,
            "page_size": .oneOf([
                "PAGE_SIZE_A4", "PAGE_SIZE_LETTER", "PAGE_SIZE_LEGAL", "PAGE_SIZE_A3",
                "PAGE_SIZE_TABLOID", "PAGE_SIZE_CUSTOM",
            ]),
        ]),
        "PageGeometry": Object(members: [
            "dimensions": .name("PhysicalDimensions"), "orientation": orientation,
            "page_number": .integer,
        ]),
        "PhysicalDimensions": Object(members: ["height_mm": .number, "width_mm": .number]),

        // Free-form in the schema, and ours.
        "SourceAttributes": Object(members: [
            "content_hash": .text, "file_name": .text, "format": .oneOf(["pdf"]), "size": .integer,
        ]),
        "Attributes": Object(members: [
            "author": .text, "contents_hash": .text, "created_at": .moment, "creator": .text,
            "extractor_revision": .text, "has_form": .flag, "is_encrypted": .flag,
            "is_linearized": .flag, "is_tagged": .flag,
            "keywords": .text, "modified_at": .moment, "outline": .list(.name("OutlineEntry")),
            "page_count": .integer, "pages": .list(.name("Page")), "pdf_version": .text,
            "producer": .text, "subject": .text,
        ]),
        "OutlineEntry": Object(members: [
            "depth": .integer, "page_number": .integer, "title": .text,
        ]),
        "Page": Object(members: [
            "complaints": .list(.text), "failure": .text, "hash": .text, "image_share": .number,
            "ink_share": .number, "is_scan": .flag, "label": .text, "language": .text,
            "page_number": .integer, "rotation_degrees": .integer, "text": .text,
            "text_share": .number, "thumbnail": .text, "words": .list(.name("Word")),
        ]),
        "Word": Object(members: ["box": .name("BoundingBox"), "text": .text]),
    ]

    private static let orientation = Shape.oneOf([
        "ORIENTATION_PORTRAIT", "ORIENTATION_LANDSCAPE",
    ])
}
