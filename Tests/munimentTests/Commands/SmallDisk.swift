import Foundation

/// A file system of a few MiB that is really full when it is full, at a path of a test's own.
///
/// It is a tmpfs in a mount namespace that ends with this object, which the administrator and,
/// where user namespaces are allowed, everybody can make. In a container that forbids both it is
/// a folder in `/dev/shm`, which containers make small, behind ballast that leaves as much room.
final class SmallDisk {
    /// What the programs that use the disk are started with.
    let prefix: [String]
    /// The disk as this process sees it.
    let view: String

    private let holder: Process?
    private let sharedFolder: String?

    /// The largest `/dev/shm` that may be filled: what is in it is in memory.
    private static let maxSharedBytes = 256 << 20

    /// Makes a disk at `path`, where a folder is or can be made.
    init(at path: String, byteCount: Int) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        if let holder = try Self.mount(path, byteCount) {
            let id = "\(holder.processIdentifier)"
            self.holder = holder
            sharedFolder = nil
            prefix = [
                "/usr/bin/nsenter", "--target", id, "--user", "--preserve-credentials", "--mount",
                "--wd=\(path)", "--",
            ]
            view = "/proc/\(id)/root\(path)"
        } else {
            holder = nil
            let folder = try Self.sharedFolder(byteCount)
            sharedFolder = folder
            prefix = []
            view = folder
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createSymbolicLink(
                atPath: path, withDestinationPath: folder)
        }
    }

    deinit {
        if let holder {
            holder.terminate()
            holder.waitUntilExit()
        }
        if let sharedFolder { try? FileManager.default.removeItem(atPath: sharedFolder) }
    }

    /// Neither way of making a small disk is open.
    struct Impossible: Error, CustomStringConvertible {
        let description =
            "No small disk can be made: this system forbids user namespaces, and its /dev/shm is "
            + "too large to be filled or full. Allow user namespaces, or run the tests in a "
            + "container with a /dev/shm of 64 MiB."
    }

    // MARK: - Making it

    /// A process whose namespace has the disk; `nil` where that is forbidden.
    private static func mount(_ path: String, _ byteCount: Int) throws -> Process? {
        let script = """
            mount -t tmpfs -o size=\(byteCount),mode=0700 tmpfs "$1" && echo mounted && exec sleep infinity
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
        process.arguments = [
            "--user", "--map-root-user", "--mount", "/bin/sh", "-c", script, "sh", path,
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        if output.fileHandleForReading.availableData.isEmpty {
            process.waitUntilExit()
            return nil
        }
        return process
    }

    private static func sharedFolder(_ byteCount: Int) throws -> String {
        let memory = try space("/dev/shm")
        guard memory.total <= maxSharedBytes, memory.free >= byteCount else {
            throw Impossible()
        }
        let folder = "/dev/shm/muniment-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder + "/ballast", withIntermediateDirectories: true)
        try allocate(folder + "/ballast/size", memory.free - byteCount)
        return folder
    }

    // MARK: - Filling it

    /// How many bytes are free.
    var freeBytes: Int { get throws { try Self.space(view).free } }

    /// Takes all space but so many bytes, rounded to pages.
    func fill(leaving bytes: Int) throws {
        try empty()
        let excess = try freeBytes - bytes
        if excess > 0 { try Self.allocate(view + "/filling", excess) }
    }

    /// Gives the space back.
    func empty() throws {
        let path = view + "/filling"
        guard FileManager.default.fileExists(atPath: path) else { return }
        try FileManager.default.removeItem(atPath: path)
    }

    private static func space(_ path: String) throws -> (total: Int, free: Int) {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { throw POSIXError(.EIO) }
        let unit = Int(status.f_frsize)
        return (Int(status.f_blocks) * unit, Int(status.f_bavail) * unit)
    }

    private static func allocate(_ path: String, _ byteCount: Int) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw POSIXError(.EIO) }
        defer { close(descriptor) }
        guard posix_fallocate(descriptor, 0, byteCount) == 0 else { throw POSIXError(.ENOSPC) }
    }
}
