/// Why a request with a signature among its parameters is not let in.
public enum PresignedRefusal: Error, Hashable, Sendable {
    case missingParameters
    case unknownAlgorithm
    case credential(SigningCredential.Fault)
    case malformedDate
    /// The day of the credential, and that of the date.
    case otherDay(String, String)
    case expiresIsNoNumber
    case expiresIsNegative
    case expiresIsTooLong
    case notYetValid
    case expired
    /// Headers that have to be signed and are not.
    case unsignedHeaders([String])
    /// What would have to be signed.
    case otherSignature(stringToSign: String, canonicalRequest: String)
}
