/// A Python program of the tests that runs cases by name, one after the other, and ends with this
/// process.
///
/// It reads orders, a line of JSON with `case` and whatever else the caller gives, and answers
/// each with `{"error": null}` or what went wrong.
public final class PythonPeer: Sendable {
    private let process: OrderlyProcess

    /// Starts the program at `script` with the Python of the tests.
    ///
    /// - Throws: `TestServerError` that says what to install.
    public init(script: String) throws {
        process = try OrderlyProcess([TestPython.path(), "-EsB", script])
    }

    /// Runs a case. Callers on several threads take turns.
    ///
    /// - Throws: `TestServerError` with the trace of what went wrong.
    public func run(_ name: String, _ facts: [String: any Sendable]) throws {
        var order = facts
        order["case"] = name
        guard let error = try process.obey(order, as: Outcome.self).error else { return }
        throw TestServerError("\(name) failed:\n\(error)")
    }

    private struct Outcome: Decodable {
        let error: String?
    }
}
