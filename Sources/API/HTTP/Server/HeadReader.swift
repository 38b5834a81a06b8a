internal import CMicroHTTPD
internal import Foundation

/// Reads the headers that libmicrohttpd took apart, where they lie in its buffer.
///
/// The library bears with line ends of a bare LF, with headers that go on in the next line, with
/// NUL and with more than one space: each of them another program may read differently, and then
/// sees other requests in the same bytes (RFC 9112, 11.2). The library leaves every part at its
/// place, so whatever it skipped shows as a gap.
struct HeadReader {
    private let base: UnsafeRawPointer
    private let bytes: UnsafeRawBufferPointer
    private var places: [HeaderFields.Place] = []
    /// Where the next header has to start.
    private var next: Int
    private var isSound: Bool

    /// - Parameters:
    ///   - method: Where the head starts, at its method.
    ///   - target: Where the target was, as a number: it may be gone.
    private init(
        method: UnsafePointer<CChar>, version: UnsafePointer<CChar>, target: UInt, size: Int
    ) {
        base = UnsafeRawPointer(method)
        bytes = UnsafeRawBufferPointer(start: base, count: size)
        let methodCount = strnlen(method, size)
        let versionOffset = base.distance(to: UnsafeRawPointer(version))
        next = versionOffset + 8
        isSound =
            target == UInt(bitPattern: base) + UInt(methodCount) + 1
            && (methodCount + 2...size - 12).contains(versionOffset)
        isSound = isSound && methodCount > 0 && bytes[..<methodCount].allSatisfy(\.isTokenByte)
        endLine()
    }

    /// The headers of a request.
    ///
    /// Throws `HTTPError` with `.badRequest` for a head that is not spelled as it has to be.
    static func fields(
        of connection: OpaquePointer, method: UnsafePointer<CChar>,
        version: UnsafePointer<CChar>, target: UInt
    ) throws -> HeaderFields {
        let size = cmhd_head_size(connection)
        guard size > 16 else { throw malformed }
        var reader = HeadReader(method: method, version: version, target: target, size: size)
        withUnsafeMutablePointer(to: &reader) {
            _ = MHD_get_connection_values_n(connection, .HEADER_KIND, takeHeader, $0)
        }
        reader.endLine()
        guard reader.isSound, reader.next == size else { throw malformed }
        return HeaderFields(bytes: Array(reader.bytes), places: reader.places)
    }

    private static let malformed = HTTPError(
        .badRequest, "The head of the request is not spelled as HTTP/1.1 has it.")

    fileprivate mutating func take(
        name: UnsafePointer<CChar>, nameCount: Int, value: UnsafePointer<CChar>, valueCount: Int
    ) {
        let nameStart = base.distance(to: UnsafeRawPointer(name))
        let valueStart = base.distance(to: UnsafeRawPointer(value))
        let (nameEnd, valueEnd) = (nameStart + nameCount, valueStart + valueCount)
        guard isSound, nameStart == next, nameCount > 0, valueStart > nameEnd,
            valueEnd <= bytes.count - 4,
            bytes[nameStart..<nameEnd].allSatisfy(\.isTokenByte),
            bytes[nameEnd + 1..<valueStart].allSatisfy(Self.isSpace),
            bytes[valueStart..<valueEnd].allSatisfy(\.isFieldValueByte)
        else {
            isSound = false
            return
        }
        var end = valueEnd
        while end > valueStart, Self.isSpace(bytes[end - 1]) { end -= 1 }
        places.append(HeaderFields.Place(name: nameStart..<nameEnd, value: valueStart..<end))
        next = valueEnd
        endLine()
    }

    /// CR and LF, which the library has set to zero.
    private mutating func endLine() {
        guard isSound, next + 2 <= bytes.count, bytes[next] == 0, bytes[next + 1] == 0 else {
            isSound = false
            return
        }
        next += 2
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
}

/// A C function cannot capture: the reader comes as its context and outlives the call.
private let takeHeader: MHD_KeyValueIteratorN = {
    context, _, name, nameCount, value, valueCount in
    guard let reader = context?.assumingMemoryBound(to: HeadReader.self), let name, let value
    else { return .NO }
    reader.pointee.take(
        name: name, nameCount: nameCount, value: value, valueCount: valueCount)
    return .YES
}
