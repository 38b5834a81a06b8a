import Ingest
import Worker

/// The options that say where the store is, which every command takes.
enum StoreOptions {
    static let options: [CommandOption] = [
        .value(
            "data", "DIR", default: "./muniment-data", help: "The folder that holds everything."),
        .value("database", "URL", help: "A PostgreSQL database that holds the rows instead."),
        .value("blobs", "URL", help: "An S3 bucket that holds the files instead."),
        .value(
            "cache-bytes", "SIZE", default: "10GiB",
            help: "How much of a bucket is kept in the folder."),
        .value(
            "database-connections", "N", default: "16",
            help: "Connections to PostgreSQL, at most."),
        .value(
            "database-patience", "TIME", default: "5s",
            help: "How long to wait for PostgreSQL when it is away."),
    ]
}

extension ParsedArguments {
    /// Opens the store that the options name.
    func openStore(
        creating: Bool = false, queueSettings: JobQueueSettings = JobQueueSettings(),
        arrivalPolicy: ArrivalPolicy = .report, matching: MatchSettings = MatchSettings()
    ) throws -> Store {
        var settings = try storeSettings(queueSettings)
        settings.arrivalPolicy = arrivalPolicy
        settings.matching = matching
        return try Store(location: storeLocation(), creating: creating, settings: settings)
    }

    /// Where the options say that the store is.
    ///
    /// Throws `UsageError`, which never shows a URL: it may hold a password.
    func storeLocation() throws(UsageError) -> StoreLocation {
        StoreLocation(
            folder: try dataFolder(),
            database: try url("database", accepted: DatabaseURL.acceptedForm, DatabaseURL.init),
            blobs: try url("blobs", accepted: BlobsURL.acceptedForm, BlobsURL.init))
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

    /// How the options say that a store is opened.
    func storeSettings(
        _ queueSettings: JobQueueSettings = JobQueueSettings()
    ) throws(UsageError) -> StoreSettings {
        var settings = StoreSettings()
        settings.queue = queueSettings
        settings.cacheBytes = try requiredByteCount("cache-bytes")
        settings.databaseConnections = try requiredInteger("database-connections", in: 1...1_000)
        settings.databasePatience = try requiredDuration(
            "database-patience", in: .seconds(0)...(.seconds(3_600)))
        return settings
    }

    private func url<URL>(
        _ name: String, accepted: String, _ parse: (String) -> URL?
    ) throws(UsageError) -> URL? {
        guard let given = value(name) else { return nil }
        if let url = parse(given.text) { return url }
        throw error(
            "the URL of \(given.source.phrase) is not valid",
            remedy: "Give one such as \(accepted).")
    }
}
