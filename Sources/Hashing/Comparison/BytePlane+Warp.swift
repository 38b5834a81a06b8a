/// Sampling through a transform.
extension BytePlane {
    /// A picture of `width` by `height` whose every pixel is sampled bilinearly where
    /// `transform` leads; 0 outside.
    func warped(width: Int, height: Int, by transform: PlaneTransform) -> BytePlane {
        BytePlane(width: width, height: height) { result in
            guard let target = result.baseAddress else { return }
            values.withUnsafeBufferPointer { values in
                guard let source = values.baseAddress else { return result.update(repeating: 0) }
                let sampler = PlaneSampler(source, width: self.width, height: self.height)
                let step = PlaneSampler.parts(transform.across)
                for y in 0..<height {
                    sampler.sample(
                        from: PlaneSampler.parts(transform.origin + Double(y) * transform.down),
                        step: step, count: width, to: target + y * width)
                }
            }
        }
    }
}

/// Reads rows of a picture along any line, between its pixels.
///
/// Places are counted in parts of which a pixel has 65,536. Most of a page is empty,
/// so pixels are looked at by sixteen, and nothing is weighed where all around is 0.
struct PlaneSampler {
    private static let pixelBits = 16

    /// The pixels that are sampled together.
    private static let block = 16

    private let source: UnsafePointer<UInt8>
    private let width: Int
    private let count: Int

    /// A place needs the pixel to its right and below too: these are the first without.
    private let right: UInt
    private let bottom: UInt

    /// Reads from `source`, which must outlive the sampler.
    init(_ source: UnsafePointer<UInt8>, width: Int, height: Int) {
        self.source = source
        self.width = width
        count = width * height
        right = UInt(max(0, width - 1)) << UInt(Self.pixelBits)
        bottom = UInt(max(0, height - 1)) << UInt(Self.pixelBits)
    }

    static func parts(_ place: SIMD2<Double>) -> SIMD2<Int> {
        let scaled = (place * Double(1 << pixelBits)).rounded(.toNearestOrAwayFromZero)
        return SIMD2(Int(scaled.x), Int(scaled.y))
    }

    /// Writes `count` samples, the first at `start` and each `step` further on.
    func sample(
        from start: SIMD2<Int>, step: SIMD2<Int>, count: Int, to row: UnsafeMutablePointer<UInt8>
    ) {
        // From the first sample of a block to the last may be this many whole pixels,
        // and their neighbours must lie within the bytes that `isEmpty` looks at.
        let span = (Self.block * abs(step.x)) >> Self.pixelBits + 2
        let words = (span + 7) / 8
        let reach = Place(x: (Self.block - 1) * step.x, y: (Self.block - 1) * step.y)
        var place = Place(x: start.x, y: start.y)
        var index = 0
        while index < count {
            let last = Place(x: place.x &+ reach.x, y: place.y &+ reach.y)
            if index &+ Self.block <= count, isInside(place), isInside(last) {
                if isEmpty(from: place, to: last, words: words) {
                    UnsafeMutableRawPointer(row + index).storeBytes(
                        of: .zero, as: SIMD16<UInt8>.self)
                } else {
                    sampleEight(from: place, step: step, to: row + index)
                    let middle = Place(x: place.x &+ 8 &* step.x, y: place.y &+ 8 &* step.y)
                    sampleEight(from: middle, step: step, to: row + index + 8)
                }
                index &+= Self.block
                place = Place(x: last.x &+ step.x, y: last.y &+ step.y)
            } else if index &+ 8 <= count, isInside(place), isInside(place, after: 7, step) {
                sampleEight(from: place, step: step, to: row + index)
                index &+= 8
                place = Place(x: place.x &+ 8 &* step.x, y: place.y &+ 8 &* step.y)
            } else {
                row[index] = isInside(place) ? value(at: place) : 0
                index &+= 1
                place = Place(x: place.x &+ step.x, y: place.y &+ step.y)
            }
        }
    }

    /// Two numbers apart: in one register they must be taken out of it again and again.
    private struct Place {
        var x: Int
        var y: Int
    }

    @inline(__always)
    private func isInside(_ place: Place) -> Bool {
        UInt(bitPattern: place.x) < right && UInt(bitPattern: place.y) < bottom
    }

    @inline(__always)
    private func isInside(_ place: Place, after count: Int, _ step: SIMD2<Int>) -> Bool {
        isInside(Place(x: place.x &+ count &* step.x, y: place.y &+ count &* step.y))
    }

    /// Whether all that the samples between two places touch is 0. May say no where a
    /// little more is not.
    @inline(__always)
    private func isEmpty(from first: Place, to last: Place, words: Int) -> Bool {
        let left = min(first.x, last.x) >> Self.pixelBits
        let upper = min(first.y, last.y) >> Self.pixelBits
        let lower = max(first.y, last.y) >> Self.pixelBits &+ 1
        guard lower &* width &+ left &+ words &* 8 <= count else { return false }
        var any: UInt64 = 0
        var line = UnsafeRawPointer(source + (upper &* width &+ left))
        var lines = lower &- upper &+ 1
        while lines > 0 {
            for word in 0..<words {
                any |= line.loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self)
            }
            line += width
            lines &-= 1
        }
        return any == 0
    }

    @inline(__always)
    private func corner(of place: Place) -> UnsafeRawPointer {
        UnsafeRawPointer(
            source + ((place.y >> Self.pixelBits) &* width &+ (place.x >> Self.pixelBits)))
    }

    /// The same as eight values one by one, weighed together.
    @inline(__always)
    private func sampleEight(
        from start: Place, step: SIMD2<Int>, to row: UnsafeMutablePointer<UInt8>
    ) {
        var (pairs, under) = (SIMD8<UInt16>.zero, SIMD8<UInt16>.zero)
        var place = start
        for index in 0..<8 {
            let corner = corner(of: place)
            pairs[index] = corner.loadUnaligned(as: UInt16.self)
            under[index] = corner.loadUnaligned(fromByteOffset: width, as: UInt16.self)
            place = Place(x: place.x &+ step.x, y: place.y &+ step.y)
        }
        let part = Self.parts(from: start.x, step: step.x)
        let fall = SIMD8<UInt32>(truncatingIfNeeded: Self.parts(from: start.y, step: step.y))
        let upper = (pairs & 255) &* (256 &- part) &+ (pairs &>> 8) &* part
        let lower = (under & 255) &* (256 &- part) &+ (under &>> 8) &* part
        let sum =
            SIMD8<UInt32>(truncatingIfNeeded: upper) &* (256 &- fall)
            &+ SIMD8<UInt32>(truncatingIfNeeded: lower) &* fall &+ 32768
        let values = SIMD8<UInt8>(truncatingIfNeeded: sum &>> 16)
        UnsafeMutableRawPointer(row).storeBytes(of: values, as: SIMD8<UInt8>.self)
    }

    /// How far right or down of its pixel each of eight samples lies, in parts of 256.
    @inline(__always)
    private static func parts(from start: Int, step: Int) -> SIMD8<UInt16> {
        let places = SIMD8<UInt16>(0, 1, 2, 3, 4, 5, 6, 7) &* UInt16(truncatingIfNeeded: step)
        return (places &+ UInt16(truncatingIfNeeded: start)) &>> 8
    }

    /// The mean of the four pixels around, by how near they are.
    @inline(__always)
    private func value(at place: Place) -> UInt8 {
        let corner = corner(of: place)
        let pair = UInt32(corner.loadUnaligned(as: UInt16.self))
        let under = UInt32(corner.loadUnaligned(fromByteOffset: width, as: UInt16.self))
        let part = UInt32(truncatingIfNeeded: place.x >> 8 & 255)
        let fall = UInt32(truncatingIfNeeded: place.y >> 8 & 255)
        let upper = (pair & 255) &* (256 &- part) &+ (pair >> 8) &* part
        let lower = (under & 255) &* (256 &- part) &+ (under >> 8) &* part
        let sum = upper &* (256 &- fall) &+ lower &* fall
        return UInt8(truncatingIfNeeded: (sum &+ 32768) >> 16)
    }
}
