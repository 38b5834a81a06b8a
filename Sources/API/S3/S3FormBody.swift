internal import Ingest
internal import Sharing
internal import Storage

/// Takes the form of an upload while it comes in (`multipart/form-data`, RFC 7578): fields, then
/// the file, then what is ignored.
///
/// Fields are checked as soon as the file begins, so that nothing of a file is kept that its
/// policy does not allow.
final class S3FormBody: BodyReceiver {
    /// Names and values of the fields before the file, and the headers of all parts, in bytes.
    static let maxFieldBytes = 20_480

    private enum Part {
        case none
        case field(name: String, value: [UInt8])
        case file
        /// What stands behind the file.
        case ignored
    }

    private let gate: S3Gate
    private let request: HTTPRequest
    private var parser: MultipartParser
    private var part = Part.none
    private var fields = S3FormFields()
    private var fieldBytes = 0
    private var file: S3FormFile?

    /// Throws `S3Error` where the request has no such form.
    init(_ request: HTTPRequest, gate: S3Gate) throws {
        self.gate = gate
        self.request = request
        let type = request.header("Content-Type").flatMap { ParameterizedValue($0) }
        guard let type, type.value.equalsIgnoringCase("multipart/form-data") else {
            throw S3Error(
                .preconditionFailed, "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold",
                [("Condition", "Bucket POST must be of the enclosure-type multipart/form-data")])
        }
        guard let boundary = type["boundary"], (1...70).contains(boundary.utf8.count) else {
            throw S3Error.malformedForm()
        }
        parser = MultipartParser(
            boundary: Array(boundary.utf8), maxHeaderBytes: Self.maxFieldBytes)
    }

    func receive(_ bytes: UnsafeRawBufferPointer) throws {
        do {
            try parser.feed(bytes) { try take($0) }
        } catch is HTTPError {
            throw S3Error.malformedForm()
        }
    }

    func finish() throws -> HTTPResponse {
        do {
            try parser.finish()
        } catch is HTTPError {
            throw S3Error.malformedForm()
        }
        guard let file else {
            try requireKey()
            throw S3Error.invalidArgument(
                "POST requires exactly one file upload per request.", "file", "0")
        }
        return try file.finish(fields, for: request)
    }

    func abandon() { file?.upload.cancel() }

    private func take(_ event: MultipartParser.Event) throws {
        switch event {
        case .begin(let headers): try begin(PartHeader(headers))
        case .bytes(let bytes): try append(bytes)
        case .end: try end()
        }
    }

    private func begin(_ header: PartHeader) throws {
        guard file == nil else {
            part = .ignored
            return
        }
        try count(header.name.utf8.count)
        if header.name.equalsIgnoringCase("file") {
            part = .file
            try beginFile(named: (header.fileName ?? "").withoutFolders)
        } else {
            part = .field(name: header.name, value: [])
        }
    }

    private func beginFile(named fileName: String) throws {
        fields.insert(fileName: fileName)
        let key = try requireKey()
        let (signer, length) = try gate.admit(fields)
        request.trace.note(subject: signer.id.text)
        let upload = try gate.operations.beginObjectUpload(key: key, as: signer)
        file = S3FormFile(
            key: key, name: fileName, bucket: gate.bucket, upload: upload,
            length: length ?? 0...upload.maxBytes)
    }

    @discardableResult
    private func requireKey() throws(S3Error) -> String {
        guard let key = fields["key"], !key.isEmpty else {
            throw .invalidArgument(
                "Bucket POST must contain a field named 'key'.  If it is specified, please check "
                    + "the order of the fields.", "key", "")
        }
        return key
    }

    private func append(_ bytes: UnsafeRawBufferPointer) throws {
        switch part {
        case .field(let name, var value):
            try count(bytes.count)
            part = .none
            value.append(contentsOf: bytes)
            part = .field(name: name, value: value)
        case .file: try file?.write(bytes)
        case .ignored, .none: break
        }
    }

    private func count(_ bytes: Int) throws(S3Error) {
        fieldBytes += bytes
        guard fieldBytes <= Self.maxFieldBytes else {
            throw S3Error(
                .badRequest, "MaxPostPreDataLengthExceeded",
                "Your POST request fields preceding the upload file were too large.",
                [("MaxPostPreDataLengthBytes", String(Self.maxFieldBytes))])
        }
    }

    private func end() throws {
        if case .field(let name, let value) = part {
            guard let text = String(validating: value, as: UTF8.self) else {
                throw S3Error.invalidArgument("A field of the form is not UTF-8.", name, "")
            }
            fields.add(name, text)
        }
        part = .none
    }
}

extension String {
    /// What stands behind the last slash of either kind: old browsers send whole paths.
    fileprivate var withoutFolders: String {
        split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    }
}
