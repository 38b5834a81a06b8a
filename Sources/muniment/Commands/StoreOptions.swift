import Ingest

extension ParsedArguments {
    /// Opens the store that `--data` names.
    func openStore(creating: Bool = false) throws -> Store {
        try Store(folder: requiredString("data"), creating: creating)
    }
}
