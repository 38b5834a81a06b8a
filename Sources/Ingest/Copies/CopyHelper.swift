internal import Worker

/// The helper's side of making a copy: the body of the hidden subcommand that `HelperProcess`
/// starts. One copy, then the end.
public enum CopyHelper {
    /// The subcommand's name.
    public static let subcommand = "mark-pdf-helper"

    /// Frames of a helper are short: page numbers and one summary.
    public static let maxPayload = 1 << 20
}
