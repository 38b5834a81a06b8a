/// The pictures of an entry page, as far as they are shown.
struct EntryPagePictures {
    /// Enough for its size on the page at 600 dots an inch.
    private static let maxLogoSide = 1_400

    let logo: Picture?
    let thumbnail: Picture?
    let code: QRCode?

    init(_ content: EntryPageContent, _ look: EntryPageLook, _ limits: DrawingLimits) throws {
        func read(_ line: EntryPageLook.Line, _ file: [UInt8]?) throws -> Picture? {
            guard look.lines.contains(line), let file else { return nil }
            return try Picture.read(
                file, maxBytes: limits.maxPictureBytes, maxSide: limits.maxLogoSide)
        }
        logo = try read(.logo, look.logo)?.shrunk(to: Self.maxLogoSide)
        thumbnail = try read(.thumbnail, content.thumbnail)
        code = try look.lines.contains(.code) ? content.address.map { try QRCode($0) } : nil
    }
}
