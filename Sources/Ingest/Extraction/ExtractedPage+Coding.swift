internal import Hashing
internal import PDF

extension ExtractedPage {
    /// The largest page that is believed, in points: PDF readers stop at 14,400,
    /// larger ones are declared all the same.
    private static let maxSide = 1_000_000.0

    /// The most complaints that are believed, far more than a reader gathers: an
    /// empty one takes a byte on the wire and sixteen in memory.
    private static let maxComplaints = 1_000

    var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(count: number)
        writer.write(number: width)
        writer.write(number: height)
        writer.write(count: rotation)
        writer.write(optional: label)
        writer.write(text: text)
        writer.write(bytes: layout)
        writer.write(share: signals.imageShare)
        writer.write(share: signals.textShare)
        writer.write(byte: signals.isScan ? 1 : 0)
        writer.write(optional: signals.language)
        writer.write(count: complaints.count)
        for complaint in complaints { writer.write(text: complaint) }
        writer.write(byte: picture == nil ? 0 : 1)
        if let picture {
            writer.write(picture.signature)
            writer.write(bytes: picture.thumbnail)
        }
        return writer.bytes
    }

    /// Reads a page of the side that is not trusted.
    init(decoding bytes: [UInt8]) throws {
        var reader = ByteReader(bytes)
        number = try reader.readCount()
        width = try reader.readSide()
        height = try reader.readSide()
        rotation = try reader.readCount()
        guard [0, 90, 180, 270].contains(rotation) else { throw ByteReader.Malformed() }
        label = try reader.readOptionalText()
        text = try reader.readText()
        layout = try reader.readBytes()
        try PageLayout.check(layout)
        signals = PageSignals()
        signals.imageShare = try reader.readShare()
        signals.textShare = try reader.readShare()
        signals.isScan = try reader.readFlag()
        signals.language = try reader.readOptionalText()
        complaints = []
        let complaintCount = try reader.readCount(ofElementsOver: 1)
        guard complaintCount <= Self.maxComplaints else { throw ByteReader.Malformed() }
        for _ in 0..<complaintCount {
            complaints.append(try reader.readText())
        }
        picture = try reader.readFlag() ? try Picture(&reader) : nil
        guard reader.isAtEnd else { throw ByteReader.Malformed() }
    }

    fileprivate static func isSide(_ value: Double) -> Bool { value >= 0 && value <= maxSide }
}

extension ExtractedPage.Picture {
    fileprivate init(_ reader: inout ByteReader) throws {
        signature = try reader.readSignature()
        thumbnail = try reader.readBytes()
        // A JPEG starts with the marker SOI and another one.
        guard thumbnail.starts(with: [0xff, 0xd8, 0xff]) else { throw ByteReader.Malformed() }
    }
}

extension ByteWriter {
    fileprivate mutating func write(_ signature: PageSignature) {
        write(bytes: signature.plain.bytes)
        write(bytes: signature.moment.bytes)
        write(number: signature.skew)
        write(share: signature.inkShare)
    }
}

extension ByteReader {
    /// As far as lines are looked for, either way.
    private static let maxSkew = 3.0

    fileprivate mutating func readSignature() throws -> PageSignature {
        guard let plain = PageHash(bytes: try readBytes()),
            let moment = PageHash(bytes: try readBytes())
        else { throw Malformed() }
        let skew = try readNumber()
        guard abs(skew) <= Self.maxSkew else { throw Malformed() }
        return PageSignature(
            plain: plain, moment: moment, skew: skew, inkShare: try readShare())
    }

    fileprivate mutating func readSide() throws -> Double {
        let value = try readNumber()
        guard ExtractedPage.isSide(value) else { throw Malformed() }
        return value
    }
}
