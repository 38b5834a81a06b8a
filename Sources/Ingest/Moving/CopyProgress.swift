/// How far a move, a backup or a restore is.
public enum CopyProgress: Hashable, Sendable {
    public enum Step: String, Sendable {
        /// Rows are copied, and counted.
        case rows
        /// The file of the rows is copied, and its bytes counted.
        case rowsFile
        /// Blobs are copied, and their bytes counted.
        case blobs
        /// Both sides are read again; the rows of both are counted.
        case comparison
    }

    /// A step begins that has so much to do.
    case began(Step, total: Int)
    /// So much more of the step is done.
    case advanced(by: Int)
    /// The step is over.
    case ended(Step)
}
