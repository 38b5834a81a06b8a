/// For each cell of 8 by 8 pixels, the sums that make the correlations of two
/// pictures at each of nine places a pixel around.
struct ShiftSums {
    static let cell = 8
    static let shiftCount = 9

    /// Cells begin one pixel from the edge, so that every shift stays inside.
    static let border = 1

    let columns: Int
    let rows: Int

    /// Of each cell, the sum and the sum of squares of the first picture.
    private(set) var first: [SIMD2<Float>]

    /// Of each cell and shift, the sum, the sum of squares of the second picture, and
    /// the sum of products.
    private(set) var second: [SIMD4<Float>]

    /// Cells without ink in either picture, and all around them, stay 0.
    init(_ a: BytePlane, _ b: BytePlane) {
        columns = max(0, a.width - 2 * Self.border) / Self.cell
        rows = max(0, a.height - 2 * Self.border) / Self.cell
        first = [SIMD2<Float>](repeating: .zero, count: columns * rows)
        second = [SIMD4<Float>](repeating: .zero, count: columns * rows * Self.shiftCount)
        let width = a.width
        a.values.withUnsafeBytes { a in
            b.values.withUnsafeBytes { b in
                for row in 0..<rows {
                    for column in 0..<columns {
                        let start =
                            (row * Self.cell + Self.border) * width + column * Self.cell
                            + Self.border
                        add(cell: row * columns + column, at: start, width: width, a, b)
                    }
                }
            }
        }
    }

    /// The pixels from a place to the same place in shift `index`.
    static func offset(ofShift index: Int, width: Int) -> Int {
        (index / 3 - 1) * width + index % 3 - 1
    }

    @inline(__always)
    private mutating func add(
        cell: Int, at start: Int, width: Int, _ a: UnsafeRawBufferPointer,
        _ b: UnsafeRawBufferPointer
    ) {
        guard Self.hasInk(a, start, width) || Self.hasInk(b, start, width) else { return }
        first[cell] = Self.sums(of: a, at: start, width: width)
        for shift in 0..<Self.shiftCount {
            let other = start + Self.offset(ofShift: shift, width: width)
            second[cell * Self.shiftCount + shift] = Self.products(a, start, b, other, width)
        }
    }

    @inline(__always)
    private static func hasInk(_ plane: UnsafeRawBufferPointer, _ start: Int, _ width: Int) -> Bool
    {
        var any: UInt64 = 0
        for line in 0..<cell {
            any |= plane.loadUnaligned(fromByteOffset: start &+ line &* width, as: UInt64.self)
        }
        return any != 0
    }

    @inline(__always)
    private static func sums(
        of plane: UnsafeRawBufferPointer, at start: Int, width: Int
    ) -> SIMD2<Float> {
        var sum = SIMD8<UInt16>.zero
        var squares = WideSum()
        for line in 0..<cell {
            let values = load(plane, start &+ line &* width)
            sum &+= values
            squares.add(values &* values)
        }
        return SIMD2(Float(sum.wrappedSum()), Float(squares.total))
    }

    @inline(__always)
    private static func products(
        _ a: UnsafeRawBufferPointer, _ start: Int, _ b: UnsafeRawBufferPointer, _ other: Int,
        _ width: Int
    ) -> SIMD4<Float> {
        var sum = SIMD8<UInt16>.zero
        var (squares, product) = (WideSum(), WideSum())
        for line in 0..<cell {
            let mine = load(a, start &+ line &* width)
            let theirs = load(b, other &+ line &* width)
            sum &+= theirs
            squares.add(theirs &* theirs)
            product.add(mine &* theirs)
        }
        return SIMD4(Float(sum.wrappedSum()), Float(squares.total), Float(product.total), 0)
    }

    @inline(__always)
    private static func load(_ plane: UnsafeRawBufferPointer, _ offset: Int) -> SIMD8<UInt16> {
        SIMD8<UInt16>(
            truncatingIfNeeded: plane.loadUnaligned(
                fromByteOffset: offset, as: SIMD8<UInt8>.self))
    }
}

/// Sums of up to 257 numbers of 16 bits, eight at a time.
///
/// Their halves are added apart, so that no register need be widened on the way.
struct WideSum {
    private var low = SIMD8<UInt16>.zero
    private var high = SIMD8<UInt16>.zero

    @inline(__always)
    mutating func add(_ numbers: SIMD8<UInt16>) {
        low &+= numbers & 255
        high &+= numbers &>> 8
    }

    /// All eight sums added up.
    @inline(__always)
    var total: UInt32 {
        let upper = SIMD8<UInt32>(truncatingIfNeeded: high) &<< 8
        return (upper &+ SIMD8<UInt32>(truncatingIfNeeded: low)).wrappedSum()
    }
}
