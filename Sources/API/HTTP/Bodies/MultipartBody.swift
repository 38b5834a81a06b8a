/// Reads a form of several parts out of a body, for a route that takes other bodies too.
public final class MultipartBody: BodyReceiver {
    private let form: any FormReceiver
    private var parser: MultipartParser
    private var collector: FieldCollector
    private var openPart: OpenPart = .none

    private enum OpenPart {
        case none
        case field
        case file
    }

    /// Reads the boundary and then opens the receiver.
    ///
    /// Throws `HTTPError` with `.unsupportedMediaType` when the request has no such form, and
    /// what `open` throws.
    public init(
        of request: HTTPRequest, limits: FormLimits = FormLimits(),
        open: () throws -> any FormReceiver
    ) throws {
        let type = request.header("Content-Type").flatMap { ParameterizedValue($0) }
        guard let type, type.value.equalsIgnoringCase("multipart/form-data"),
            let boundary = type["boundary"], (1...70).contains(boundary.utf8.count)
        else {
            throw HTTPError(
                .unsupportedMediaType,
                "The body has to be multipart/form-data with a boundary in its Content-Type.")
        }
        parser = MultipartParser(
            boundary: Array(boundary.utf8), maxHeaderBytes: limits.maxPartHeaderBytes)
        collector = FieldCollector(limits: limits)
        form = try open()
    }

    public func receive(_ bytes: UnsafeRawBufferPointer) throws {
        try parser.feed(bytes) { try take($0) }
    }

    public func finish() throws -> HTTPResponse {
        try parser.finish()
        return try form.finish(fields: collector.fields)
    }

    public func abandon() { form.abandon() }

    private func take(_ event: MultipartParser.Event) throws {
        switch event {
        case .begin(let headers): try begin(headers)
        case .bytes(let bytes):
            if openPart == .file { try form.receive(bytes) } else { try collector.append(bytes) }
        case .end:
            if openPart == .file { try form.endFile() } else { try collector.end() }
            openPart = .none
        }
    }

    private func begin(_ headers: [String: String]) throws {
        let part = try PartHeader(headers)
        guard let fileName = part.fileName else {
            openPart = .field
            return try collector.begin(part.name)
        }
        try collector.countFile()
        openPart = .file
        try form.beginFile(
            FormFile(field: part.name, fileName: fileName, mediaType: part.mediaType),
            fields: collector.fields)
    }
}
