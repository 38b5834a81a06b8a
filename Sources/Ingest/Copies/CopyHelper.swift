internal import Foundation
internal import PDF
internal import Worker

/// The helper's side of making a copy: the body of the hidden subcommand that `HelperProcess`
/// starts. One task, then the end.
public enum CopyHelper {
    /// The subcommand's name.
    public static let subcommand = "mark-pdf-helper"

    /// The longest message in either direction, in bytes: an order with its mark.
    public static let maxPayload = 1 << 20

    /// Serves the parent on descriptor 3.
    ///
    /// Returns the exit code: 0 after a conversation, 1 where the kernel refused the
    /// confinement or the parent spoke nonsense.
    public static func run() -> Int32 {
        // A file beyond its limit is an error to be told, not a death.
        signal(SIGXFSZ, SIG_IGN)
        let channel = FrameChannel(
            takingOwnership: HelperProcess.channelDescriptor, maxPayload: maxPayload)
        do {
            let order = try CopyOrder(try channel.receive())
            // From here on, before any byte of the document.
            try order.limits.helperConfinement.apply()
            let document = try channel.receiveDescriptor()
            let file = try channel.receiveDescriptor()
            try CopyTask(order, document: document, file: file, channel: channel).serve()
            return 0
        } catch FrameChannel.Failure.closed {
            return 0
        } catch {
            return 1
        }
    }
}
