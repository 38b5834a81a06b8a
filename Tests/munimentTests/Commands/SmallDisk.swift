import Foundation
import XCTest

/// A file system of a few MiB that is really full when it is full, at a path of a test's own.
///
/// It is a tmpfs that ends with this object or its process: in a mount namespace of its own, which
/// everybody can make where user namespaces are allowed, else where everybody sees it, which the
/// administrator can make, also below a changed root. In a container that forbids both it is a
/// folder in `/dev/shm`, which containers make small, behind ballast that leaves as much room.
final class SmallDisk {
    /// What the programs that use the disk are started with.
    let prefix: [String]
    /// The disk as this process sees it.
    let view: String

    private let holder: Process?
    private let sharedFolder: String?

    /// The largest `/dev/shm` that may be filled: what is in it is in memory.
    private static let maxSharedBytes = 256 << 20

    /// Makes a disk at `path`, where a folder is or can be made; skips the test where the system
    /// lets nobody make one.
    init(at path: String, byteCount: Int) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        if let holder = try Self.mount(path, byteCount, in: Self.ownNamespace) {
            let id = "\(holder.processIdentifier)"
            self.holder = holder
            sharedFolder = nil
            prefix = [
                "/usr/bin/nsenter", "--target", id, "--user", "--preserve-credentials", "--mount",
                "--wd=\(path)", "--",
            ]
            view = "/proc/\(id)/root\(path)"
        } else if let holder = try Self.mount(path, byteCount, in: []) {
            self.holder = holder
            sharedFolder = nil
            prefix = []
            view = path
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
            try? (holder.standardInput as? Pipe)?.fileHandleForWriting.close()
            holder.waitUntilExit()
        }
        if let sharedFolder { try? FileManager.default.removeItem(atPath: sharedFolder) }
    }

    // MARK: - Making it

    private static let ownNamespace = ["unshare", "--user", "--map-root-user", "--mount"]

    /// A process that has the disk mounted until its input ends, as ours does; `nil` where that is
    /// forbidden.
    private static func mount(
        _ path: String, _ byteCount: Int, in namespace: [String]
    ) throws -> Process? {
        let script = """
            mount -t tmpfs -o size=\(byteCount),mode=0700 tmpfs "$1" && echo mounted || exit 1
            cat; umount --lazy "$1"
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = namespace + ["/bin/sh", "-c", script, "sh", path]
        let output = Pipe()
        process.standardInput = Pipe()
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
            throw XCTSkip(
                "No small disk can be made: this system forbids namespaces, and its /dev/shm is too "
                    + "large to be filled, or full. Allow user namespaces, or run the tests in a "
                    + "container with a /dev/shm of 64 MiB.")
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
