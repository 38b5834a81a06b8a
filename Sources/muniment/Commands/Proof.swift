import Foundation
import Hashing
import Ingest
import PDF

/// The picture that shows a finding: the two pages that differ most, side by side.
struct Proof {
    /// Which pages are shown, in a sentence's beginning.
    let caption: String
    private let picture: Raster

    /// Has the pages rendered.
    ///
    /// Throws `CommandLineError` where no page of one is a page of the other, or where
    /// the page has no picture.
    init(
        _ finding: DocumentFinding, a: ComparedName, b: ComparedName, pictures: DuplicateSearch
    ) throws {
        guard let page = Self.mostDifferent(finding.pages) else {
            throw CommandLineError(
                "There are no two pages to be seen beside each other.",
                remedy: "Leave out '--image'.")
        }
        let pictureA = try Self.picture(pictures, a, page.pageA)
        let pictureB = try Self.picture(pictures, b, page.pageB)
        let isOpen = page.places.isEmpty && finding.verdict != .sameBytes
        let places = isOpen ? Self.places(pictureA, pictureB) : page.places
        picture = ProofPicture.draw(
            ProofPage(
                picture: pictureA, caption: "A page \(page.pageA + 1) of \(finding.pageCountA)",
                marks: places.compactMap { ProofPage.Mark($0.kindOnA, $0.boxA) }),
            ProofPage(
                picture: pictureB, caption: "B page \(page.pageB + 1) of \(finding.pageCountB)",
                marks: places.compactMap { ProofPage.Mark($0.kindOnB, $0.boxB) }),
            summary: "\(finding.verdictText) \(ScoreText.of(finding.score))")
        caption = "Page \(page.pageA + 1) beside page \(page.pageB + 1) of the other"
    }

    /// Writes a PNG file; throws `CommandLineError` where it cannot.
    func write(to path: String) throws {
        let file = try PNGEncoder.encode(picture)
        do {
            try Data(file).write(to: URL(fileURLWithPath: path))
        } catch {
            throw CommandLineError(
                "The picture cannot be written to '\(path.printableLine)'.",
                remedy: "Name a file of yours with --image.")
        }
    }

    /// The pages with the most differences; of equals the less alike, of these the first.
    static func mostDifferent(_ pages: [PageFinding]) -> PageFinding? {
        pages.min { ($1.differenceCount, $0.score) < ($0.differenceCount, $1.score) }
    }

    private static func picture(
        _ pictures: DuplicateSearch, _ name: ComparedName, _ page: Int
    ) throws -> GrayPicture {
        let found =
            switch name {
            case .version(let version): try pictures.picture(of: version, page: page)
            case .file(let path): try pictures.picture(ofFile: path, page: page)
            }
        guard let found else {
            throw CommandLineError(
                "Page \(page + 1) has no picture.", remedy: "Leave out '--image'.")
        }
        return GrayPicture(width: found.width, height: found.height, luma: found.luma)
    }

    /// Compares the pictures where the verdict did without them.
    private static func places(_ a: GrayPicture, _ b: GrayPicture) -> [DifferingPlace] {
        let comparison = PageComparison(
            PreparedPage(luma: a.luma, width: a.width, height: a.height),
            PreparedPage(luma: b.luma, width: b.width, height: b.height))
        return comparison.differences.map(DifferingPlace.init)
    }
}

extension DifferingPlace {
    fileprivate init(_ difference: PageDifference) {
        let kind: Kind =
            switch difference.kind {
            case .addedInA: .addedInA
            case .addedInB: .addedInB
            case .replaced: .replaced
            }
        self.init(kind: kind, boxA: difference.boxA.sides, boxB: difference.boxB.sides)
    }

    fileprivate var kindOnA: ProofPage.Mark.Kind {
        switch kind {
        case .replaced: .replaced
        case .addedInA: .onlyHere
        case .addedInB: .notHere
        }
    }

    fileprivate var kindOnB: ProofPage.Mark.Kind {
        switch kind {
        case .replaced: .replaced
        case .addedInA: .notHere
        case .addedInB: .onlyHere
        }
    }
}

extension ProofPage.Mark {
    /// `nil` for a box without four sides.
    fileprivate init?(_ kind: Kind, _ sides: [Double]) {
        guard sides.count == 4 else { return nil }
        self.init(kind: kind, left: sides[0], top: sides[1], right: sides[2], bottom: sides[3])
    }
}

extension PageBox {
    fileprivate var sides: [Double] { [left, top, right, bottom] }
}
