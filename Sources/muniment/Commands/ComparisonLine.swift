import Hashing
import Ingest
import Storage

/// A comparison as `muniment compare --json` prints it.
struct ComparisonLine: Encodable {
    let a: Side
    let b: Side
    /// `null` where no page of one is a page of the other.
    @ExplicitNull private(set) var verdict: String?
    let score: Double
    let is_duplicate: Bool
    let pages: [PageLine]
    /// The pages, from 0, that the other has not.
    @ExplicitNull private(set) var only_a: [Int]?
    @ExplicitNull private(set) var only_b: [Int]?

    struct Side: Encodable {
        let document_id: String
        let version_id: String
        let title: String
        let sha256: String

        init(_ side: ComparedSide) {
            document_id = side.version.documentID.text
            version_id = side.version.id.text
            title = side.title
            sha256 = side.version.digest.hex
        }
    }

    init(_ a: ComparedSide, _ b: ComparedSide, _ finding: DocumentFinding?) {
        self.a = Side(a)
        self.b = Side(b)
        verdict = finding?.verdict.rawValue
        score = finding?.score ?? 0
        is_duplicate = finding?.isDuplicate(from: DocumentFinding.threshold) ?? false
        pages = finding.map(PageLine.lines) ?? []
        only_a = finding?.onlyA
        only_b = finding?.onlyB
    }
}
