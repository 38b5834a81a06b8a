/// What a policy demands of a field of a form, or of its file.
public enum PolicyCondition: Hashable, Sendable {
    /// Names in small letters.
    case equals(field: String, value: String)
    /// An empty prefix allows every value.
    case startsWith(field: String, prefix: String)
    /// Of the file, in bytes.
    case length(ClosedRange<Int>)

    /// The fields that a policy may not leave open.
    private static let exactFields: Set<String> = ["bucket", "success_action_status"]

    /// Whether it holds for fields with names in small letters; a field that is absent fails.
    func holds(for fields: [String: String]) -> Bool {
        switch self {
        case .equals(let field, let value): fields[field] == value
        case .startsWith(let field, let prefix):
            !Self.isExact(field) && Self.starts(fields[field], with: prefix, field)
        case .length: true
        }
    }

    private static func isExact(_ field: String) -> Bool {
        exactFields.contains(field)
            || field.hasPrefix("x-amz-") && !field.hasPrefix("x-amz-meta-")
    }

    /// A comma in a content type makes a list, of which each item has to match.
    private static func starts(
        _ value: String?, with prefix: String, _ field: String
    ) -> Bool {
        guard let value else { return false }
        guard field == "content-type", value.contains(",") else { return value.hasPrefix(prefix) }
        return value.split(separator: ",").allSatisfy {
            $0.drop { $0 == " " }.hasPrefix(prefix)
        }
    }

    /// The name of the field that is allowed, if it is about one.
    var field: String? {
        switch self {
        case .equals(let field, _), .startsWith(let field, _): field
        case .length: nil
        }
    }

    /// As messages of S3 show it.
    public var text: String {
        switch self {
        case .equals(let field, let value): "[\"eq\", \"$\(field)\", \"\(value)\"]"
        case .startsWith(let field, let prefix): "[\"starts-with\", \"$\(field)\", \"\(prefix)\"]"
        case .length(let range):
            "[\"content-length-range\", \(range.lowerBound), \(range.upperBound)]"
        }
    }
}
