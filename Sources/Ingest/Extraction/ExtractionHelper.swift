internal import Foundation
internal import PDF
internal import Worker

/// The helper's side of reading a document: the body of the hidden subcommand
/// that `HelperProcess` starts. One document, then the end.
public enum ExtractionHelper {
    /// The subcommand's name.
    public static let subcommand = "read-pdf-helper"

    /// The longest request of a parent, in bytes: a picture that was kept.
    private static let maxRequest = 8 << 20

    /// JPEG quality of pictures that are kept: digits stay as they are.
    private static let pictureQuality = 88

    /// Serves the parent on descriptor 3 until it hangs up.
    ///
    /// Returns the exit code: 0 after a conversation, 1 where the kernel refused
    /// the confinement or the parent spoke nonsense.
    public static func run() -> Int32 {
        let channel = FrameChannel(
            takingOwnership: HelperProcess.channelDescriptor, maxPayload: maxRequest)
        do {
            try serve(channel)
            return 0
        } catch FrameChannel.Failure.closed {
            return 0
        } catch {
            return 1
        }
    }

    private static func serve(_ channel: FrameChannel) throws {
        guard case .limits(let limits) = try HelperRequest(try channel.receive()) else {
            throw ByteReader.Malformed()
        }
        // From here on, before any byte of the document.
        try limits.confinement.apply()
        let descriptor = try channel.receiveDescriptor()
        defer { close(descriptor) }
        guard let document = try open(descriptor, limits, channel) else { return }
        let encoder = try RasterEncoder()
        while true {
            switch try HelperRequest(try channel.receive()) {
            case .read(let range):
                for number in range.pages {
                    let reply = read(number, of: document, range.scope, encoder, limits)
                    try channel.send(try reply.frame)
                }
            case .picture(let request):
                try channel.send(try picture(request, of: document, encoder).frame)
            case .limits: return
            }
        }
    }

    private static func picture(
        _ request: PictureRequest, of document: PDFDocument, _ encoder: RasterEncoder
    ) -> HelperReply {
        do {
            let grey = try grey(request, of: document, encoder)
            return .picture(
                PagePicture(luma: grey.luma, width: grey.width, height: grey.height),
                jpeg: request.wantsFile ? try grey.jpeg(quality: pictureQuality) : [],
                page: request.page)
        } catch {
            return .pageFailed(request.page, reason: "\(error)")
        }
    }

    private static func grey(
        _ request: PictureRequest, of document: PDFDocument, _ encoder: RasterEncoder
    ) throws -> GreyPicture {
        guard request.kept.isEmpty else {
            return try GreyPicture(jpeg: request.kept, maxSide: request.side)
        }
        let raster = try document.picture(ofPage: request.page, side: request.side)
        return GreyPicture(
            luma: try encoder.luma(of: raster), width: raster.width, height: raster.height)
    }

    private static func open(
        _ descriptor: CInt, _ limits: ExtractionLimits, _ channel: FrameChannel
    ) throws -> PDFDocument? {
        do {
            let document = try PDFDocument(descriptor: descriptor, limits: limits.reading)
            try channel.send(try HelperReply.opened(document.facts).frame)
            return document
        } catch let error as PDFError {
            try channel.send(try HelperReply.refused(error).frame)
            return nil
        }
    }

    private static func read(
        _ number: Int, of document: PDFDocument, _ scope: PageScope, _ encoder: RasterEncoder,
        _ limits: ExtractionLimits
    ) -> HelperReply {
        do {
            let reading = try document.readPage(
                at: number, withRaster: scope == .textAndPicture)
            return .page(
                try ExtractedPage(
                    reading, number: number, encoder: encoder,
                    thumbnailQuality: limits.thumbnailQuality))
        } catch {
            return .pageFailed(number, reason: "\(error)")
        }
    }
}
