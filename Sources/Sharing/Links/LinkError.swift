/// Why a link opens nothing.
///
/// Says no more than its holder knows: a link to something that is gone is as invalid as one
/// that was made up.
public enum LinkError: String, Error, Hashable, CaseIterable, Sendable {
    /// Not signed by this store for this use, or what it opens is not there.
    case invalid
    case expired
    case revoked
    /// It opened something once, and that was all it was for.
    case used

    /// What to do about it.
    public var message: String {
        switch self {
        case .invalid:
            "This link is not valid. Check that it is whole, or ask for a new one."
        case .expired: "This link has expired. Ask for a new one."
        case .revoked: "This link was revoked. Ask for a new one."
        case .used: "This link was used already. Ask for a new one."
        }
    }
}

extension LinkError: CustomStringConvertible {
    public var description: String { "\(rawValue): \(message)" }
}
