internal import CQRencode

/// A QR code (ISO/IEC 18004) with error correction level M: 15 % of it may be unreadable.
struct QRCode: Hashable, Sendable {
    /// The white edge that readers need, in modules.
    static let quietZone = 4

    /// Modules of a side, without the quiet zone.
    let side: Int
    /// Whether each is dark, row by row from the top.
    private let modules: [Bool]

    /// Throws `DrawingError` with `badAddress` when no code holds that much, which is above
    /// 2,331 bytes.
    init(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty,
            let code = QRcode_encodeData(CInt(bytes.count), bytes, 0, QR_ECLEVEL_M)
        else {
            throw DrawingError(
                code: .badAddress, message: "The address is empty or too long for a QR code.")
        }
        defer { QRcode_free(code) }
        side = Int(code.pointee.width)
        modules = UnsafeBufferPointer(start: code.pointee.data, count: side * side)
            .map { $0 & 1 == 1 }
    }

    /// Rectangles that cover the dark modules, one for each run of a row, so that the code
    /// with its quiet zone fills `area`, a square.
    func darkAreas(in area: Area) -> [Area] {
        let module = area.width / Double(side + 2 * Self.quietZone)
        return (0..<side).flatMap { row in
            darkRuns(ofRow: row).map { run in
                Area(
                    x: area.x + Double(run.lowerBound + Self.quietZone) * module,
                    y: area.y + Double(row + Self.quietZone) * module,
                    width: Double(run.count) * module, height: module)
            }
        }
    }

    private func darkRuns(ofRow row: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for column in 0..<side where modules[row * side + column] {
            if let last = runs.last, last.upperBound == column {
                runs[runs.count - 1] = last.lowerBound..<column + 1
            } else {
                runs.append(column..<column + 1)
            }
        }
        return runs
    }
}
