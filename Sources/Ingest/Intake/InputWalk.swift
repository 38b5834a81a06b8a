internal import Foundation

/// Finds the PDFs below the files and folders that a user names.
public enum InputWalk {
    /// The files in a stable order, each path once.
    ///
    /// A named file is taken whatever it is, so that its refusal is reported. In
    /// folders, all files are taken that are called `.pdf` or begin like a PDF;
    /// hidden ones and links to folders are passed over.
    public static func files(at paths: [String]) -> [String] {
        var seen = Set<String>()
        return paths.flatMap(files(at:)).filter { seen.insert($0).inserted }
    }

    private static func files(at path: String) -> [String] {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard isFolder.boolValue else { return [path] }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            // Taken as a file, its refusal names the reason.
            return [path]
        }
        return names.sorted().filter { !$0.hasPrefix(".") }
            .flatMap { filesInFolder((path as NSString).appendingPathComponent($0)) }
    }

    private static func filesInFolder(_ path: String) -> [String] {
        var status = stat()
        guard lstat(path, &status) == 0 else { return [] }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return files(at: path)
        case S_IFREG, S_IFLNK: return looksLikePDF(path) ? [path] : []
        default: return []
        }
    }

    private static func looksLikePDF(_ path: String) -> Bool {
        // What a link leads to: opening a pipe would wait for its writer.
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        if path.lowercased().hasSuffix(".pdf") { return true }
        guard let file = FileHandle(forReadingAtPath: path),
            let head = try? file.read(upToCount: PDFHeader.reach)
        else { return false }
        return head.withUnsafeBytes { PDFHeader.isPresent(in: $0) }
    }
}
