import Ingest
import Worker

extension ParsedArguments {
    /// Opens the store that `--data` names.
    func openStore(
        creating: Bool = false, queueSettings: JobQueueSettings = JobQueueSettings()
    ) throws -> Store {
        try Store(folder: dataFolder(), creating: creating, queueSettings: queueSettings)
    }

    /// What `--data` names; throws `UsageError` for an empty name, which would
    /// otherwise mean the root of the file system.
    func dataFolder() throws(UsageError) -> String {
        let folder = try requiredString("data")
        guard !folder.isEmpty else {
            throw error("the value '' of '--data' is not valid", remedy: "Name a folder.")
        }
        return folder
    }
}
