/// What a browser or any client of S3 posts a file with: the fields, in this order, and then the
/// file, as `multipart/form-data`. As secret as the right to send it.
public struct PresignedForm: Hashable, Sendable {
    public struct Field: Hashable, Sendable {
        public let name: String
        public let value: String
    }

    public let url: String
    public let fields: [Field]
}

extension PresignedForm: CustomStringConvertible, CustomDebugStringConvertible {
    /// Never the fields, which hold the signature.
    public var description: String { "PresignedForm(\(url))" }
    public var debugDescription: String { description }
}
