internal import Ingest
internal import Sharing

/// A form that brings one file, which becomes a document or a version.
///
/// Fields may stand before or behind the file; those before it are checked before any of its
/// bytes is taken.
final class FileForm: FormReceiver {
    /// What a form has to look like.
    struct Shape: Sendable {
        /// The field of the file.
        let file: String
        /// The other fields; those that `purpose` does not ask for are passed over.
        let fields: Set<String>
    }

    private let shape: Shape
    private let upload: DocumentUpload
    private let purpose: (FormFields) throws -> DocumentUpload.Purpose
    private let answer: (Receipt) throws -> HTTPResponse
    private var fileName: String?

    /// - Parameters:
    ///   - purpose: What the fields ask for.
    ///   - answer: Made when the file is safe.
    init(
        _ shape: Shape, into upload: DocumentUpload,
        purpose: @escaping (FormFields) throws -> DocumentUpload.Purpose,
        answer: @escaping (Receipt) throws -> HTTPResponse
    ) {
        self.shape = shape
        self.upload = upload
        self.purpose = purpose
        self.answer = answer
    }

    func beginFile(_ file: FormFile, fields: FormFields) throws {
        guard file.field == shape.file else { throw Self.unknown(file.field) }
        try check(fields)
        fileName = file.fileName
    }

    func receive(_ bytes: UnsafeRawBufferPointer) throws {
        try translating { try upload.write(bytes) }
    }

    func endFile() {}

    func finish(fields: FormFields) throws -> HTTPResponse {
        try check(fields)
        let purpose = try purpose(fields)
        guard let fileName else { throw OperationError.missing(shape.file) }
        return try translating {
            try answer(upload.finish(as: purpose, fileName: fileName))
        }
    }

    func abandon() { upload.cancel() }

    private func check(_ fields: FormFields) throws(OperationError) {
        for field in fields.all {
            guard field.name != shape.file else {
                throw .invalid(shape.file, "\(shape.file) has to be a file with a name.")
            }
            guard shape.fields.contains(field.name) else { throw Self.unknown(field.name) }
        }
    }

    private static func unknown(_ field: String) -> OperationError {
        .invalid(field, "There is no part of that name here.")
    }

    /// The core calls the file `payload`, as the older dialect does.
    private func translating<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as OperationError where error.parameter == "payload" {
            throw OperationError(
                error.code, error.reason, error.message, parameter: shape.file)
        }
    }
}
