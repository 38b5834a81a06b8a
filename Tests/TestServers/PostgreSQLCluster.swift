internal import Foundation

/// The files of one server and the commands that make, start and stop it.
struct PostgreSQLCluster {
    private let installation: PostgreSQLInstallation
    /// Holds the data, the log, the socket and the certificate; owned by the server's user.
    private let folder: String

    private var dataFolder: String { "\(folder)/data" }
    private var logPath: String { "\(folder)/log" }
    var certificatePath: String { "\(folder)/server.crt" }
    var log: String { (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? "" }

    /// Makes the folder, empty as yet.
    init() throws {
        installation = try PostgreSQLInstallation()
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("muniment-postgresql-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        try installation.own(url.path)
        folder = url.path
    }

    /// Starts the process that stops the server and removes the folder in the end.
    func makeWatchdog() throws -> Watchdog {
        let stop = "\(installation.program("pg_ctl")) stop -D \(dataFolder) -m immediate"
        return try Watchdog(
            prefix: installation.asOwner, script: "\(stop); rm -rf \(folder)")
    }

    /// Makes the data folder and its settings.
    func make(durable: Bool, usingTLS: Bool, extraSettings: [String: String]) throws {
        try runAsOwner(
            [
                "initdb", "-D", dataFolder, "-U", "muniment", "--auth=trust", "--encoding=UTF8",
                "--locale=C", "--locale-provider=icu", "--icu-locale=en-US", "--no-instructions",
            ] + (durable ? [] : ["--no-sync"]))
        if usingTLS { try makeCertificate() }
        var settings = settings(durable: durable, usingTLS: usingTLS)
        settings.merge(extraSettings) { $1 }
        let lines = settings.map { "\($0) = '\($1.replacing("'", with: "''"))'\n" }
        try append(lines.joined(), to: "postgresql.conf")
        try access(usingTLS: usingTLS)
            .write(toFile: "\(dataFolder)/pg_hba.conf", atomically: false, encoding: .utf8)
    }

    /// Starts it on a port that was free, and returns the port.
    func startOnFreePort() throws -> UInt16 {
        for _ in 0..<5 {
            let port = LoopbackPort.free()
            do {
                try start(port: port)
                return port
            } catch let error as TestServerError {
                // Another process may have taken the port since.
                guard error.description.contains("Address already in use") else { throw error }
            }
        }
        throw TestServerError("PostgreSQL finds no free port on 127.0.0.1")
    }

    /// Starts it and waits until it takes connections.
    func start(port: UInt16) throws {
        let begin = log.utf8.count
        do {
            try runAsOwner([
                "pg_ctl", "start", "-D", dataFolder, "-l", logPath, "-w", "-s", "-o", "-p \(port)",
            ])
        } catch {
            let news = String(decoding: log.utf8.dropFirst(begin), as: UTF8.self)
            throw TestServerError("PostgreSQL does not start: \(error)\n\(news)")
        }
    }

    /// Stops it when it runs, and waits for its end.
    func stop(mode: String) throws {
        guard FileManager.default.fileExists(atPath: "\(dataFolder)/postmaster.pid") else { return }
        try runAsOwner(["pg_ctl", "stop", "-D", dataFolder, "-m", mode, "-w", "-s"])
    }

    /// Runs statements with `psql`, over the socket, and returns what it writes.
    func execute(_ sql: String, database: String, port: UInt16) throws -> String {
        try Command.run([
            installation.program("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
            "-h", folder, "-p", "\(port)", "-U", "muniment", "-d", database, "-c", sql,
        ])
    }

    private func settings(durable: Bool, usingTLS: Bool) -> [String: String] {
        var settings = [
            "listen_addresses": "127.0.0.1", "unix_socket_directories": folder,
            "max_connections": "200", "shared_buffers": durable ? "256MB" : "32MB",
            "password_encryption": "scram-sha-256",
        ]
        if !durable {
            // A crash of the server alone loses nothing: the kernel has what was written.
            settings["fsync"] = "off"
            settings["full_page_writes"] = "off"
        }
        if usingTLS {
            settings["ssl"] = "on"
            settings["ssl_cert_file"] = certificatePath
            settings["ssl_key_file"] = "\(folder)/server.key"
        }
        return settings
    }

    private func access(usingTLS: Bool) -> String {
        let kind = usingTLS ? "hostssl" : "host"
        return """
            local all all trust
            \(kind) all \(PostgreSQLServer.guardedRole) 127.0.0.1/32 scram-sha-256
            \(kind) all all 127.0.0.1/32 trust

            """
    }

    private func makeCertificate() throws {
        let openssl = "/usr/bin/openssl"
        guard FileManager.default.isExecutableFile(atPath: openssl) else {
            throw TestServerError("there is no \(openssl); run scripts/setup test")
        }
        try Command.run(
            installation.asOwner + [
                openssl, "req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
                "-keyout", "\(folder)/server.key", "-out", certificatePath,
            ])
    }

    private func append(_ text: String, to name: String) throws {
        let file = try FileHandle(
            forWritingTo: URL(fileURLWithPath: "\(dataFolder)/\(name)"))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    private func runAsOwner(_ words: [String]) throws {
        let program = installation.program(words[0])
        try Command.run(installation.asOwner + [program] + words.dropFirst())
    }
}
