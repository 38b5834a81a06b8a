internal import Foundation

/// What the form of an upload may say and until when, as its maker signed it.
///
/// The format is that of Amazon S3, "POST policy" of Signature Version 4.
public struct PostPolicy: Hashable, Sendable {
    /// In seconds since 1970.
    public let expiration: Double
    public let conditions: [PolicyCondition]

    /// Why a policy is none, or does not allow a form.
    public enum Refusal: Error, Hashable, Sendable {
        case malformed(String)
        case expired
        case failed(PolicyCondition)
        /// Fields that no condition names.
        case extraFields([String])
    }

    /// Reads the JSON of a policy.
    public init(json: [UInt8]) throws(Refusal) {
        let object = try? JSONSerialization.jsonObject(with: Data(json))
        guard let members = object as? [String: Any] else {
            throw .malformed("Invalid JSON.")
        }
        guard let text = members["expiration"] as? String else {
            throw .malformed("Policy missing expiration.")
        }
        guard let expiration = Self.seconds(text) else {
            throw .malformed("Invalid 'expiration' value: '\(text)'")
        }
        guard let conditions = members["conditions"] as? [Any] else {
            throw .malformed("Policy missing conditions.")
        }
        self.expiration = expiration
        var read: [PolicyCondition] = []
        for condition in conditions { read.append(try PolicyCondition(condition)) }
        self.conditions = read
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS[.sss]Z`, and nothing else.
    private static func seconds(_ text: String) -> Double? {
        let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        guard text.hasSuffix("Z"), parts.count <= 2, parts[0].utf8.count == 19 else { return nil }
        let basic = parts[0].replacing("-", with: "").replacing(":", with: "")
        guard let time = SigningTime(text: basic + "Z"), parts[0] == time.extended else {
            return nil
        }
        guard parts.count == 2 else { return Double(time.secondsSince1970) }
        guard (1...9).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy({ $0.isDigit }),
            let fraction = Double("0.\(parts[1])")
        else { return nil }
        return Double(time.secondsSince1970) + fraction
    }

    /// How large the file may be; `nil` where the policy does not say.
    public var length: ClosedRange<Int>? {
        let ranges = conditions.compactMap { condition -> ClosedRange<Int>? in
            if case .length(let range) = condition { range } else { nil }
        }
        guard let first = ranges.first else { return nil }
        return ranges.dropFirst().reduce(first) { $0.clamped(to: $1) }
    }

    /// Throws where the form is too late, or has fields that the policy does not allow.
    ///
    /// - Parameter fields: All that stand before the file, by names in any case, and the bucket.
    public func require(
        _ fields: [SignableRequest.Field], now: Double
    ) throws(Refusal) {
        guard now < expiration else { throw .expired }
        var values: [String: String] = [:]
        for field in fields { values[field.name.lowercased()] = field.value }
        if let failed = conditions.first(where: { !$0.holds(for: values) }) {
            throw .failed(failed)
        }
        let named = Set(conditions.compactMap(\.field))
        let extra = values.keys.filter { !named.contains($0) && !Self.isFree($0) }
        guard extra.isEmpty else { throw .extraFields(extra.sorted()) }
    }

    /// Whether a field needs no condition.
    private static func isFree(_ name: String) -> Bool {
        ["x-amz-signature", "file", "policy", "bucket"].contains(name)
            || name.hasPrefix("x-ignore-")
    }
}

extension PolicyCondition {
    /// Reads `{"field": "value"}` or `[operator, …]`.
    fileprivate init(_ value: Any) throws(PostPolicy.Refusal) {
        if let object = value as? [String: Any] {
            guard object.count == 1, let (name, value) = object.first,
                let text = value as? String
            else {
                throw .malformed(
                    "Invalid Simple-Condition: Simple-Conditions must have exactly one property "
                        + "specified.")
            }
            self = .equals(field: name.lowercased(), value: text)
            return
        }
        guard let list = value as? [Any], list.count == 3, let kind = list[0] as? String else {
            throw .malformed("Invalid condition.")
        }
        switch kind.lowercased() {
        case "eq": self = .equals(field: try Self.field(list[1]), value: try Self.text(list[2]))
        case "starts-with":
            self = .startsWith(field: try Self.field(list[1]), prefix: try Self.text(list[2]))
        case "content-length-range":
            guard let least = Self.number(list[1]), let most = Self.number(list[2]),
                least >= 0, least <= most
            else { throw .malformed("Invalid content-length-range.") }
            self = .length(least...most)
        default: throw .malformed("Invalid operator: '\(kind)'.")
        }
    }

    private static func field(_ value: Any) throws(PostPolicy.Refusal) -> String {
        guard let text = value as? String, text.hasPrefix("$"), text.utf8.count > 1 else {
            throw .malformed("Invalid condition: a field's name has to begin with $.")
        }
        return text.dropFirst().lowercased()
    }

    private static func text(_ value: Any) throws(PostPolicy.Refusal) -> String {
        guard let text = value as? String else {
            throw .malformed("Invalid condition: a value has to be a string.")
        }
        return text
    }

    private static func number(_ value: Any) -> Int? {
        (value as? Int) ?? (value as? String).flatMap { Int($0) }
    }
}

extension SigningTime {
    /// As ISO 8601 extended, without the zone.
    fileprivate var extended: String {
        let all = Array(text)
        func part(_ range: Range<Int>) -> String { String(all[range]) }
        return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T"
            + "\(part(9..<11)):\(part(11..<13)):\(part(13..<15))"
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (48...57).contains(self) }
}
