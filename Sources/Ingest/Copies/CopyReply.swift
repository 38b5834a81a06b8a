internal import PDF
internal import Worker

/// What a copying helper says: any number of signs of life, then `made` or `failed`.
enum CopyReply {
    /// It begins with a page (from 0).
    case page(Int)
    /// A burned page (from 0) is kept; the spool has so many bytes now.
    case kept(Int, spoolBytes: Int)
    /// It works at what is no page's.
    case working
    case made(Made)
    case failed(MarkingError)

    /// What a task came to.
    struct Made: Hashable {
        var pageCount: Int
        /// Characters of the mark that no font has.
        var missing: [Unicode.Scalar] = []
    }

    private enum Kind: UInt8 {
        case page = 1
        case kept, working, made, failed
    }

    var frame: Frame {
        var writer = ByteWriter()
        switch self {
        case .page(let page):
            writer.write(count: page)
            return Frame(kind: Kind.page.rawValue, payload: writer.bytes)
        case .kept(let page, let spoolBytes):
            writer.write(count: page)
            writer.write(count: spoolBytes)
            return Frame(kind: Kind.kept.rawValue, payload: writer.bytes)
        case .working:
            return Frame(kind: Kind.working.rawValue)
        case .made(let made):
            writer.write(count: made.pageCount)
            writer.write(count: made.missing.count)
            for scalar in made.missing { writer.write(count: Int(scalar.value)) }
            return Frame(kind: Kind.made.rawValue, payload: writer.bytes)
        case .failed(let error):
            writer.write(text: error.code.rawValue)
            writer.write(text: error.message)
            writer.write(count: (error.page ?? -1) + 1)
            return Frame(kind: Kind.failed.rawValue, payload: writer.bytes)
        }
    }

    /// Reads a frame of the side that is not trusted; throws for anything that is not whole.
    init(_ frame: Frame) throws {
        var reader = ByteReader(frame.payload)
        switch Kind(rawValue: frame.kind) {
        case .page: self = .page(try reader.readCount())
        case .kept: self = .kept(try reader.readCount(), spoolBytes: try reader.readCount())
        case .working: self = .working
        case .made: self = .made(try reader.readMade())
        case .failed: self = .failed(try reader.readMarkingError())
        case nil: throw ByteReader.Malformed()
        }
        guard reader.isAtEnd else { throw ByteReader.Malformed() }
    }
}

extension ByteReader {
    fileprivate mutating func readMade() throws(Malformed) -> CopyReply.Made {
        var made = CopyReply.Made(pageCount: try readCount())
        for _ in 0..<(try readCount(ofElementsOver: 1)) {
            guard let value = UInt32(exactly: try readCount()), let scalar = Unicode.Scalar(value)
            else { throw Malformed() }
            made.missing.append(scalar)
        }
        return made
    }

    fileprivate mutating func readMarkingError() throws(Malformed) -> MarkingError {
        guard let code = MarkingError.Code(rawValue: try readText()) else { throw Malformed() }
        let message = try readText()
        let page = try readCount()
        return MarkingError(code, message, page: page == 0 ? nil : page - 1)
    }
}
