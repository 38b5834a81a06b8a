/// The bounds of what a watermark may say and how it may look.
public enum WatermarkLimits {
    /// Lines of one watermark.
    public static let lines = 1...4
    /// Of one line, in code points, before placeholders are replaced.
    public static let line = 1...200
    /// Of one line of a copy, in code points.
    public static let resolvedLine = 300
    /// Of a title or an organization's name in a line, in code points; the rest is cut off.
    public static let name = 80
    /// Below the least a mark could not be seen any more.
    public static let opacity = 0.05...1
    /// In points.
    public static let fontSize = 4.0...300
    /// Of the name or address that a copy is made for, in code points.
    public static let recipient = 1...255
}
