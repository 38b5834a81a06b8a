/// Takes a form of several parts (`multipart/form-data`, RFC 7578) while it comes in.
///
/// Called by one thread at a time, though not always the same. Fields are collected for it; a
/// part with a file name is streamed: `beginFile`, any number of `receive`, `endFile`. At the end
/// comes `finish`, or in every other case `abandon`, exactly once.
public protocol FormReceiver: AnyObject {
    /// A file begins; `fields` are those that came before it.
    func beginFile(_ file: FormFile, fields: FormFields) throws

    /// Takes the next bytes of the file, which are there only during the call.
    func receive(_ bytes: UnsafeRawBufferPointer) throws

    /// The file was received whole, which may be empty.
    func endFile() throws

    /// The form was received whole.
    func finish(fields: FormFields) throws -> HTTPResponse

    /// Nothing more will come: removes what was made of the bytes so far.
    func abandon()
}

/// What a form says about a file in it.
public struct FormFile: Hashable, Sendable {
    /// The field's name.
    public let field: String
    /// The file's name as the client states it, `/` and all; never to be used as a path.
    public let fileName: String
    /// As stated, such as `application/pdf`; `nil` when not.
    public let mediaType: String?
}

/// The fields of a form without its files, in the order they came.
public struct FormFields: Hashable, Sendable {
    /// A name and its value.
    public struct Field: Hashable, Sendable {
        public let name: String
        public let value: String
    }

    public internal(set) var all: [Field] = []

    /// The first value of a name; case counts.
    public subscript(name: String) -> String? { all.first { $0.name == name }?.value }
}

/// What a form may be at most.
public struct FormLimits: Hashable, Sendable {
    /// The whole body; `nil` for the server's own.
    public var maxBodyBytes: Int?
    /// Fields, files not counted.
    public var maxFields = 200
    /// Names and values of all fields together, in bytes.
    public var maxFieldBytes = 1 << 20
    public var maxFiles = 1
    /// The headers of one part, in bytes.
    public var maxPartHeaderBytes = 16_384

    public init(maxBodyBytes: Int? = nil) {
        self.maxBodyBytes = maxBodyBytes
    }
}
