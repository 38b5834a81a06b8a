internal import Foundation
internal import PDF
internal import Worker

/// What the parent asks of a helper.
///
/// The conversation: the parent sends its limits, then the blob's descriptor; the
/// helper answers `opened` or `refused`; then, for each range that the parent asks
/// for, a `page` or `pageFailed` for each page in order, and for each picture that it asks
/// for a `picture` or `pageFailed`.
enum HelperRequest {
    case limits(ExtractionLimits)
    case read(PageRange)
    case picture(PictureRequest)

    private enum Kind: UInt8 {
        case limits = 1
        case read, picture
    }

    var frame: Frame {
        get throws {
            switch self {
            case .limits(let limits):
                return Frame(
                    kind: Kind.limits.rawValue, payload: Array(try JSONEncoder().encode(limits)))
            case .read(let range):
                var writer = ByteWriter()
                writer.write(count: range.pages.lowerBound)
                writer.write(count: range.pages.count)
                writer.write(byte: range.scope.rawValue)
                return Frame(kind: Kind.read.rawValue, payload: writer.bytes)
            case .picture(let request):
                var writer = ByteWriter()
                writer.write(count: request.page)
                writer.write(count: request.side)
                writer.write(byte: request.wantsFile ? 1 : 0)
                writer.write(bytes: request.kept)
                return Frame(kind: Kind.picture.rawValue, payload: writer.bytes)
            }
        }
    }

    init(_ frame: Frame) throws {
        switch Kind(rawValue: frame.kind) {
        case .limits:
            self = .limits(
                try JSONDecoder().decode(ExtractionLimits.self, from: Data(frame.payload)))
        case .read:
            var reader = ByteReader(frame.payload)
            let first = try reader.readCount()
            let count = try reader.readCount()
            guard let scope = PageScope(rawValue: try reader.readByte()) else {
                throw ByteReader.Malformed()
            }
            self = .read(PageRange(pages: first..<first + count, scope: scope))
        case .picture:
            var reader = ByteReader(frame.payload)
            self = .picture(
                PictureRequest(
                    page: try reader.readCount(), side: try reader.readCount(),
                    wantsFile: try reader.readFlag(), kept: try reader.readBytes()))
        case nil:
            throw ByteReader.Malformed()
        }
    }
}

/// A page's luma, which is asked for.
struct PictureRequest: Hashable, Sendable {
    /// From 0.
    var page: Int
    /// The longest side, in pixels.
    var side: Int
    /// Whether a JPEG is wanted as well, to be kept.
    var wantsFile = false
    /// The JPEG that was kept, to be decoded instead of drawing the page; empty for none.
    var kept: [UInt8] = []
}

/// Pages that are read with one request.
struct PageRange: Hashable, Sendable {
    /// Numbered from 0.
    var pages: Range<Int>
    var scope: PageScope
}

/// What is read of a page.
enum PageScope: UInt8, Sendable {
    case textAndPicture = 1
    /// Second look at a page whose picture may be what cannot be made.
    case textOnly

    /// The next thing to try with a page that was given up.
    var fallback: PageScope? {
        switch self {
        case .textAndPicture: .textOnly
        case .textOnly: nil
        }
    }
}

extension DocumentFacts {
    /// Whether a helper may say so: JSON lets through what the reader's own types
    /// never hold, such as a negative count or control characters.
    func isPlausible(maxPages: Int) -> Bool {
        let texts =
            [title, author, subject, keywords, creator, producer, version, language]
            .compactMap { $0 } + outline.map(\.title) + complaints
        return pageCount >= 1 && pageCount <= maxPages
            && texts.allSatisfy { ByteReader.isPrintable($0.utf8) }
            && outline.allSatisfy { $0.depth >= 0 && ($0.page ?? 0) >= 0 }
    }
}

/// What a helper answers.
enum HelperReply {
    case opened(DocumentFacts)
    case refused(PDFError)
    case page(ExtractedPage)
    case pageFailed(Int, reason: String)
    /// The JPEG is empty where none was asked for.
    case picture(PagePicture, jpeg: [UInt8], page: Int)

    private enum Kind: UInt8 {
        case opened = 1
        case refused, page, pageFailed, picture
    }

    var frame: Frame {
        get throws {
            switch self {
            case .opened(let facts):
                return Frame(
                    kind: Kind.opened.rawValue, payload: Array(try JSONEncoder().encode(facts)))
            case .refused(let error):
                var writer = ByteWriter()
                writer.write(text: error.code.rawValue)
                writer.write(text: error.message)
                return Frame(kind: Kind.refused.rawValue, payload: writer.bytes)
            case .page(let page):
                return Frame(kind: Kind.page.rawValue, payload: page.encoded)
            case .pageFailed(let number, let reason):
                var writer = ByteWriter()
                writer.write(count: number)
                writer.write(text: reason)
                return Frame(kind: Kind.pageFailed.rawValue, payload: writer.bytes)
            case .picture(let picture, let jpeg, let page):
                var writer = ByteWriter()
                writer.write(count: page)
                writer.write(bytes: jpeg)
                writer.write(bytes: picture.encoded)
                return Frame(kind: Kind.picture.rawValue, payload: writer.bytes)
            }
        }
    }

    /// Reads a frame of the side that is not trusted; throws for anything that is
    /// not whole and within its bounds.
    init(_ frame: Frame) throws {
        var reader = ByteReader(frame.payload)
        switch Kind(rawValue: frame.kind) {
        case .opened:
            self = .opened(
                try JSONDecoder().decode(DocumentFacts.self, from: Data(frame.payload)))
        case .refused:
            guard let code = PDFError.Code(rawValue: try reader.readText()) else {
                throw ByteReader.Malformed()
            }
            self = .refused(PDFError(code: code, message: try reader.readText()))
        case .page:
            self = .page(try ExtractedPage(decoding: frame.payload))
        case .pageFailed:
            self = .pageFailed(try reader.readCount(), reason: try reader.readText())
        case .picture:
            let page = try reader.readCount()
            let jpeg = try reader.readBytes()
            self = .picture(
                try PagePicture(decoding: try reader.readBytes()), jpeg: jpeg, page: page)
        case nil:
            throw ByteReader.Malformed()
        }
    }
}
