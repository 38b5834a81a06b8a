import XCTest

/// All that the program says about the documents of a store, to be compared with another's.
struct StoreWords: Equatable {
    let list: String
    /// By document, what each command says.
    let documents: [String: [String]]

    /// `options` say where the store is.
    init(_ binary: Binary, _ options: String = "") throws {
        list = try Self.output(binary, "list --json \(options)")
        let ids = try binary.run("list --json \(options)").objects()
            .compactMap { $0["document_id"] as? String }
        documents = try ids.reduce(into: [:]) { documents, id in
            documents[id] = try [
                "show \(id) --json", "text \(id)", "record \(id) --json",
                "duplicates \(id) --json",
            ].map { try Self.output(binary, "\($0) \(options)") }
        }
    }

    private static func output(_ binary: Binary, _ line: String) throws -> String {
        let outcome = try binary.run(line)
        // A document that cannot be read says so by its exit code, each time.
        return "\(outcome.code) \(outcome.output)"
    }
}
