internal import Foundation

/// The parts of a URL that may be printed: who logs in, and with what, is left out.
///
/// Foundation's `URL` refuses the several hosts that libpq accepts
/// (`postgres://a:1,b:2/name`).
struct LocationParts {
    /// Hosts with their ports, or the bucket; never a user or a password.
    let authority: String
    /// Without the slash before it and without one at its end.
    let path: String
    /// What follows the question mark, by name; of equal names the last counts.
    let parameters: [String: String]

    init(_ url: String) {
        let rest = url.range(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let head = rest.prefix { $0 != "?" && $0 != "#" }
        // A password may hold a slash or an @ that nobody has escaped: nothing before the
        // last @ is shown.
        let place = head.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        let pieces = place.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        authority = (pieces.first ?? "").split(separator: ",").map(Self.host)
            .joined(separator: ",")
        path = Self.decoded(pieces.dropFirst().first ?? "")
            .trimmingCharacters(in: CharacterSet(charactersIn: "/"))
        let query = rest.dropFirst(head.count + 1).split(separator: "&")
        parameters = query.reduce(into: [:]) { parameters, pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else { return }
            parameters[Self.decoded(sides[0])] = Self.decoded(sides[1])
        }
    }

    /// A port is shown where it is a number: what else follows a colon may be the password of
    /// a URL that lacks an escape.
    private static func host(_ text: Substring) -> String {
        guard let colon = text.lastIndex(of: ":"), text.last != "]",
            !text[colon...].dropFirst().allSatisfy(\.isNumber)
        else { return decoded(text) }
        return decoded(text[..<colon])
    }

    private static func decoded(_ text: Substring) -> String {
        text.removingPercentEncoding ?? String(text)
    }
}
