internal import Foundation

/// The programs of the newest PostgreSQL of this machine, and the user who may run them.
struct PostgreSQLInstallation {
    private let folder: String
    /// The words in front of a command that make it run as the server's user. PostgreSQL refuses
    /// to run as root.
    let asOwner: [String]

    /// - Throws: `TestServerError` that says what to install.
    init() throws {
        guard let folder = Self.candidates.first(where: Self.isComplete) else {
            throw TestServerError(
                "there is no PostgreSQL server; run scripts/setup test, or install postgresql")
        }
        self.folder = folder
        asOwner = try geteuid() == 0 ? Self.asDebianUser() : []
    }

    /// The path of one of PostgreSQL's programs.
    func program(_ name: String) -> String { "\(folder)/\(name)" }

    /// Gives a folder to the server's user.
    func own(_ folder: String) throws {
        guard !asOwner.isEmpty, let owner = getpwnam("postgres")?.pointee else { return }
        guard chown(folder, owner.pw_uid, owner.pw_gid) == 0 else {
            throw TestServerError("\(folder) cannot be given to the user postgres")
        }
    }

    /// Debian's folders, the newest version first, then those of the search path.
    private static var candidates: [String] {
        let debian = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return
            versions.sorted { $0.compare($1, options: .numeric) == .orderedDescending }
            .map { "\(debian)/\($0)/bin" } + path.split(separator: ":").map(String.init)
    }

    private static func isComplete(_ folder: String) -> Bool {
        ["initdb", "pg_ctl", "postgres", "psql"].allSatisfy {
            FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)")
        }
    }

    private static func asDebianUser() throws -> [String] {
        guard let owner = getpwnam("postgres")?.pointee else {
            throw TestServerError("there is no user postgres; run scripts/setup test")
        }
        // That user may not be allowed to enter the folder in which the tests run.
        return [
            "/usr/bin/env", "--chdir=/", "/usr/bin/setpriv", "--reuid=\(owner.pw_uid)",
            "--regid=\(owner.pw_gid)", "--clear-groups",
        ]
    }
}
