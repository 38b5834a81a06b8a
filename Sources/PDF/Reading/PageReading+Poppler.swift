import CPoppler

extension PageReading {
    /// Copies what Poppler read; signals and blocks are left out.
    init(_ page: cpoppler_page) {
        self.init(width: page.width, height: page.height, rotation: Int(page.rotation))
        label = page.label.string
        text = page.text.string ?? ""
        let bytes = UnsafeRawBufferPointer(start: page.text.bytes, count: page.text.length)
        words = UnsafeBufferPointer(start: page.words, count: page.word_count)
            .map { Word($0, in: bytes) }
        images = PageImage.joiningStrips(
            UnsafeBufferPointer(start: page.images, count: page.image_count)
                .map(PageImage.init))
        raster = Raster(page)
        complaints = ContentLoss.sentences(for: page.complaints.strings)
    }
}

extension Word {
    fileprivate init(_ word: cpoppler_word, in text: UnsafeRawBufferPointer) {
        let start = Int(word.text_start)
        let letters = text[start..<start + Int(word.text_length)]
        self.init(
            text: String(decoding: letters, as: UTF8.self),
            box: Rectangle(word.box),
            style: TextStyle(
                fontSize: word.font_size, isBold: word.is_bold, isItalic: word.is_italic,
                isFixedWidth: word.is_fixed_width, isInvisible: word.is_invisible),
            line: Int(word.line), block: Int(word.block), flow: Int(word.flow),
            isFollowedBySpace: word.is_followed_by_space,
            markedContent: word.marked_content < 0 ? nil : Int(word.marked_content))
    }
}

extension PageImage {
    fileprivate init(_ image: cpoppler_image) {
        self.init(
            box: Rectangle(image.box),
            markedContent: image.marked_content < 0 ? nil : Int(image.marked_content))
    }
}

extension Rectangle {
    init(_ box: cpoppler_box) {
        self.init(x: box.x, y: box.y, width: box.width, height: box.height)
    }
}

extension Raster {
    init?(_ page: cpoppler_page) {
        guard let pixels = page.pixels else { return nil }
        let width = Int(page.pixel_width)
        let height = Int(page.pixel_height)
        self.init(
            width: width, height: height,
            pixels: [UInt8](UnsafeBufferPointer(start: pixels, count: width * height * 3)))
    }
}
