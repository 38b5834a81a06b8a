/// Why a server that tests need did not start or did not obey, and what to do.
public struct TestServerError: Error, CustomStringConvertible {
    /// What failed, what the server wrote about it, and the remedy.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
