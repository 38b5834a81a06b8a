internal import Hashing
internal import PDF

/// A page as a helper hands it over.
struct ExtractedPage {
    /// From 0.
    var number: Int
    /// As displayed, in points.
    var width: Double
    var height: Double
    /// Clockwise; one of 0, 90, 180, 270.
    var rotation: Int
    var label: String?
    var text: String
    /// The binary form of a `PageLayout`, known to be well-formed.
    var layout: [UInt8]
    var signals: PageSignals
    var complaints: [String]
    /// `nil` where only the text could be read.
    var picture: Picture?

    struct Picture {
        /// What finds its other forms.
        var signature: PageSignature
        /// A JPEG.
        var thumbnail: [UInt8]
    }

    /// Takes what was read, hashes the picture and makes the thumbnail.
    init(
        _ reading: PageReading, number: Int, encoder: RasterEncoder, thumbnailQuality: Int
    ) throws {
        self.number = number
        width = reading.width
        height = reading.height
        rotation = reading.rotation
        label = reading.label
        text = reading.text
        layout = PageLayout(reading).encoded
        signals = reading.signals
        complaints = reading.complaints
        picture = try reading.raster.map {
            try Picture($0, encoder: encoder, quality: thumbnailQuality)
        }
    }
}

extension ExtractedPage.Picture {
    init(_ raster: Raster, encoder: RasterEncoder, quality: Int) throws {
        let encoded = try encoder.encode(raster, quality: quality)
        signature = PageSignature(
            luma: encoded.luma, width: raster.width, height: raster.height)
        thumbnail = encoded.jpeg
    }
}

extension PageLayout {
    /// Turns points into shares of the page.
    init(_ reading: PageReading) {
        let width = max(reading.width, 1)
        let height = max(reading.height, 1)
        func shares(_ box: Rectangle) -> Rectangle {
            let page = Rectangle(x: 0, y: 0, width: width, height: height)
            let seen = box.intersection(page) ?? Rectangle(x: box.x, y: box.y, width: 0, height: 0)
            return Rectangle(
                x: seen.x / width, y: seen.y / height, width: seen.width / width,
                height: seen.height / height)
        }
        words = reading.words.map { PageWord(text: $0.text, box: shares($0.box)) }
        blocks = reading.blocks.map { block in
            var block = block
            block.box = shares(block.box)
            return block
        }
    }
}
