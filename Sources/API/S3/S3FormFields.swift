internal import Foundation
internal import Signing

/// The fields of a form that stand before its file. Names count in any case.
struct S3FormFields {
    private(set) var all: [SignableRequest.Field] = []

    subscript(name: String) -> String? {
        all.first { $0.name.equalsIgnoringCase(name) }?.value
    }

    mutating func add(_ name: String, _ value: String) {
        all.append((name, value))
    }

    /// Puts the file's name where the key asks for it.
    mutating func insert(fileName name: String) {
        for index in all.indices where all[index].name.equalsIgnoringCase("key") {
            all[index].value = all[index].value.replacing("${filename}", with: name)
        }
    }

    /// What says that a form is signed.
    struct Signature {
        let credential: SigningCredential
        let signature: String
    }

    /// Reads the fields of a signature; in the order of S3.
    func signature(region: String) throws(S3Error) -> Signature {
        let algorithm = try required("X-Amz-Algorithm")
        guard algorithm == "AWS4-HMAC-SHA256" else {
            throw .invalidArgument(
                "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"", "X-Amz-Algorithm", algorithm)
        }
        let credential = try credential(region: region)
        let date = try required("X-Amz-Date")
        guard let time = SigningTime(text: date), time.day == credential.scope.day else {
            throw .invalidArgument(
                "X-Amz-Date must be formatted via ISO8601 Long format, on the day of the credential",
                "X-Amz-Date", date)
        }
        return Signature(credential: credential, signature: try required("X-Amz-Signature"))
    }

    private func required(_ name: String) throws(S3Error) -> String {
        guard let value = self[name] else {
            throw .invalidArgument(
                "Bucket POST must contain a field named '\(name)'.  If it is specified, please "
                    + "check the order of the fields.", name, "")
        }
        return value
    }

    private func credential(region: String) throws(S3Error) -> SigningCredential {
        let text = try required("X-Amz-Credential")
        do {
            return try SigningCredential(text, region: region)
        } catch .wrongRegion(let given) {
            var error = S3Error.invalidArgument(
                "The region '\(given)' is wrong; expecting '\(region)'", "X-Amz-Credential", text)
            error.details.append(("Region", region))
            throw error
        } catch {
            throw .invalidArgument(
                "The credential is malformed; expecting "
                    + "\"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
                "X-Amz-Credential", text)
        }
    }
}

extension [UInt8] {
    /// Reads base 64, with line ends as some programs fold it.
    init?(base64 text: String) {
        let folded = text.filter { !$0.isNewline }
        guard let data = Data(base64Encoded: folded) else { return nil }
        self = Array(data)
    }
}
