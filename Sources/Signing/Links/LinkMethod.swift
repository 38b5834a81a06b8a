/// What a link of our own lets its holder do.
public enum LinkMethod: String, CaseIterable, Sendable {
    /// Look at the head and the bytes, as often as wanted.
    case get = "GET"
    /// Send bytes.
    case put = "PUT"
    /// Get the bytes once.
    case post = "POST"
}
