/// Takes `multipart/form-data` apart (RFC 2046, 5.1.1; RFC 7578) as the bytes come in, however
/// they are cut.
///
/// Not libmicrohttpd's own, which ends a name at its first quote, escaped or not, and does not
/// see a name that is not quoted.
struct MultipartParser {
    enum Event {
        /// A part begins; names of its headers in small letters.
        case begin([String: String])
        /// The next bytes of the part, at least one, there only during the call.
        case bytes(UnsafeRawBufferPointer)
        case end
    }

    private enum State {
        /// Before the first boundary.
        case preamble
        /// After a boundary: the end of its line, or the two hyphens of the last one.
        case boundary
        case headers
        case content
        /// After the last boundary, where anything may stand.
        case epilogue
    }

    /// CR LF, two hyphens and the boundary.
    private let delimiter: [UInt8]
    private let maxHeaderBytes: Int
    private var state = State.preamble
    /// What could not be decided yet, and during a call what came in.
    private var buffer: [UInt8]

    /// - Parameter maxHeaderBytes: Of one part.
    init(boundary: [UInt8], maxHeaderBytes: Int) {
        delimiter = Array("\r\n--".utf8) + boundary
        self.maxHeaderBytes = maxHeaderBytes
        // The first boundary may stand at the very start, without a line end before it.
        buffer = Array("\r\n".utf8)
    }

    /// Takes the next bytes and reports what they complete.
    ///
    /// Throws `HTTPError` with `.badRequest`, and what `report` throws; not to be called again
    /// then.
    mutating func feed(
        _ bytes: UnsafeRawBufferPointer, _ report: (Event) throws -> Void
    ) throws {
        guard state != .epilogue else { return }
        buffer.append(contentsOf: bytes)
        var (next, used) = (state, 0)
        try buffer.withUnsafeBytes { all in
            while let step = try step(&next, UnsafeRawBufferPointer(rebasing: all[used...]), report)
            {
                used += step
            }
        }
        state = next
        buffer.removeFirst(state == .epilogue ? buffer.count : used)
    }

    /// Throws `HTTPError` with `.badRequest` when the last boundary is missing.
    func finish() throws {
        guard state == .epilogue else { throw Self.malformed("its last boundary is missing") }
    }

    /// Reads one piece of syntax and returns how many bytes it took; `nil` when more are needed
    /// to decide.
    private func step(
        _ state: inout State, _ bytes: UnsafeRawBufferPointer, _ report: (Event) throws -> Void
    ) throws -> Int? {
        switch state {
        case .preamble:
            guard let start = bytes.firstOffset(of: delimiter) else {
                return skippable(bytes)
            }
            state = .boundary
            return start + delimiter.count
        case .boundary: return try endBoundary(&state, bytes)
        case .headers: return try readHeaders(&state, bytes, report)
        case .content: return try readContent(&state, bytes, report)
        case .epilogue: return nil
        }
    }

    /// All but what could be the start of a delimiter; `nil` when that is nothing.
    private func skippable(_ bytes: UnsafeRawBufferPointer) -> Int? {
        let count = bytes.count - (delimiter.count - 1)
        return count > 0 ? count : nil
    }

    private func endBoundary(
        _ state: inout State, _ bytes: UnsafeRawBufferPointer
    ) throws -> Int? {
        let padding = bytes.prefix { $0 == 32 || $0 == 9 }.count
        guard padding <= 64 else { throw Self.malformed("much stands behind a boundary") }
        guard bytes.count >= padding + 2 else { return nil }
        let mark = (bytes[padding], bytes[padding + 1])
        if padding == 0, mark == (UInt8(ascii: "-"), UInt8(ascii: "-")) {
            state = .epilogue
        } else if mark == (13, 10) {
            state = .headers
        } else {
            throw Self.malformed("a boundary does not end its line")
        }
        return padding + 2
    }

    private func readHeaders(
        _ state: inout State, _ bytes: UnsafeRawBufferPointer, _ report: (Event) throws -> Void
    ) throws -> Int? {
        let end = bytes.firstOffset(of: Self.emptyLine)
        guard end ?? bytes.count <= maxHeaderBytes else {
            throw Self.malformed("the headers of a part have more than \(maxHeaderBytes) bytes")
        }
        guard let end else { return nil }
        try report(.begin(Self.headers(in: bytes[..<end])))
        state = .content
        return end + Self.emptyLine.count
    }

    private func readContent(
        _ state: inout State, _ bytes: UnsafeRawBufferPointer, _ report: (Event) throws -> Void
    ) throws -> Int? {
        let end = bytes.firstOffset(of: delimiter)
        guard let count = end ?? skippable(bytes) else { return nil }
        if count > 0 { try report(.bytes(UnsafeRawBufferPointer(rebasing: bytes[..<count]))) }
        guard end != nil else { return count }
        try report(.end)
        state = .boundary
        return count + delimiter.count
    }

    private static func headers(
        in bytes: Slice<UnsafeRawBufferPointer>
    ) throws -> [String: String] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw malformed("the headers of a part are not UTF-8")
        }
        var headers: [String: String] = [:]
        for line in text.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else {
                throw malformed("a header of a part has no colon")
            }
            let name = line[..<colon].lowercased()
            guard
                headers.updateValue(String(line[line.index(after: colon)...].trimmed), forKey: name)
                    == nil
            else { throw malformed("a part says \(name) twice") }
        }
        return headers
    }

    private static let emptyLine = Array("\r\n\r\n".utf8)

    private static func malformed(_ what: String) -> HTTPError {
        HTTPError(.badRequest, "The form is malformed: \(what).")
    }
}
