internal import Glibc

/// A system call that failed, with its `errno`.
package struct SystemCallError: Error, Equatable {
    /// The name of the C function.
    package let call: String
    /// The value of `errno` right after the call.
    package let number: CInt

    /// Names the call and its `errno`.
    package init(call: String, number: CInt) {
        self.call = call
        self.number = number
    }
}

extension SystemCallError: CustomStringConvertible {
    package var description: String { "\(call): \(String(cString: strerror(number))) (\(number))" }
}

extension StorageError {
    /// Says what a failed system call means and what to do about it.
    init(_ failure: SystemCallError, path: String) {
        let (code, message) = Self.meaning(of: failure.number)
        self.init(code, message, path: path, cause: failure)
    }

    private static func meaning(of number: CInt) -> (Code, String) {
        switch number {
        case ENOSPC, EDQUOT:
            (
                .noSpace,
                "the disk or its quota is full; free some space there, then try again"
            )
        case ENOENT, ENOTDIR, ELOOP, EISDIR:
            (
                .unavailable,
                "the file or folder is gone or of another kind; put back what was moved, then "
                    + "start again"
            )
        case EACCES, EPERM, EROFS:
            (
                .unavailable,
                "access is denied; make the folder writable for the user that runs muniment"
            )
        case EMFILE, ENFILE:
            (.unavailable, "too many files are open; raise the limit (ulimit -n)")
        case EXDEV:
            (
                .unavailable,
                "incoming/ and blobs/ are on different file systems; put them on the same one"
            )
        default:
            (.inputOutput, "a file call failed; look into the disk and the system log")
        }
    }
}
