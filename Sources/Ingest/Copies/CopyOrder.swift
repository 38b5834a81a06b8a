internal import Foundation
internal import PDF
internal import Worker

/// What the parent asks of a copying helper, in one frame; two descriptors follow: that of the
/// document, and that of the file that is written or checked. For `assemble` those of the
/// spools come after them.
struct CopyOrder: Codable {
    enum Task: Codable {
        /// Pages stay as they are.
        case vector
        /// Nothing is written: how many pages are there?
        case survey
        /// The file is a spool to which these pages (from 0) are added.
        case burn(pages: Range<Int>, dpi: Int)
        /// The copy is made of pages in so many spools.
        case assemble(spools: Int)
        /// The file is a finished copy.
        case check(CopyCheck.Kind)
    }

    var task: Task
    var mark: PageMark
    /// Pages (from 0) that were given up.
    var substituted: Set<Int> = []
    var limits: CopyLimits

    private static let kind: UInt8 = 1

    var frame: Frame {
        get throws {
            Frame(kind: Self.kind, payload: Array(try JSONEncoder().encode(self)))
        }
    }
}

extension CopyOrder {
    init(_ frame: Frame) throws {
        guard frame.kind == Self.kind else { throw ByteReader.Malformed() }
        self = try JSONDecoder().decode(CopyOrder.self, from: Data(frame.payload))
    }
}
