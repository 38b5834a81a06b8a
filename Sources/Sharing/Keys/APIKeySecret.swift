internal import Hashing
internal import Storage

/// Which kind of server a key is for; part of the key, so that one is not used for the other.
public enum KeyEnvironment: String, CaseIterable, Sendable {
    case production = "prod"
    case test
}

/// The text that a key's holder sends: `ffy_<environment>_<26 letters><43 letters>`.
///
/// The first part is the suffix of the key's id, the second 256 random bits in base 62.
struct APIKeySecret: Hashable, Sendable {
    let text: String
    let environment: KeyEnvironment
    let id: APIKeyID

    private static let randomLength = 43
    private static let letters = Array(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    /// How many characters of it may be shown.
    static let prefixLength = 16

    /// Draws a new one.
    init(of id: APIKeyID, environment: KeyEnvironment) {
        var generator = SystemRandomNumberGenerator()
        let random = (0..<Self.randomLength).compactMap { _ in
            Self.letters.randomElement(using: &generator)
        }
        self.id = id
        self.environment = environment
        text = "ffy_\(environment.rawValue)_\(id.suffix)\(String(random))"
    }

    /// Reads one; `nil` for anything else. Older guides call production `live`.
    init?(_ text: String) {
        let secret = text.utf8.suffix(APIKeyID.suffixLength + Self.randomLength)
        guard let environment = Self.environment(before: text[..<secret.startIndex]),
            secret.count == APIKeyID.suffixLength + Self.randomLength,
            secret.allSatisfy(Self.isLetterOrDigit),
            let id = APIKeyID(suffix: String(Substring(secret.prefix(APIKeyID.suffixLength))))
        else { return nil }
        self.text = text
        self.environment = environment
        self.id = id
    }

    private static func environment(before secret: Substring) -> KeyEnvironment? {
        switch secret {
        case "ffy_prod_", "ffy_live_": .production
        case "ffy_test_": .test
        default: nil
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    /// What is stored of it. A plain digest suffices: nobody guesses 256 random bits.
    var digest: Digest { SHA256.digest(of: Array(text.utf8)) }

    var shownPrefix: String { String(text.prefix(Self.prefixLength)) }
}

extension APIKeySecret: CustomStringConvertible, CustomDebugStringConvertible {
    /// Never the secret.
    var description: String { "APIKeySecret(\(id))" }
    var debugDescription: String { description }
}
