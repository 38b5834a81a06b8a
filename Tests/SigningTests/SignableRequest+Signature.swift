import Signing

extension SignableRequest {
    /// The signature at the end of the `authorization` header.
    var signature: String? {
        let header = headers.last { $0.name == "authorization" }
        return header?.value.split(separator: "Signature=").last.map(String.init)
    }
}
