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
        /// The names and the title are `null` for a file that need not be stored.
        @ExplicitNull private(set) var document_id: String?
        @ExplicitNull private(set) var version_id: String?
        @ExplicitNull private(set) var title: String?
        let file_name: String
        let sha256: String

        init(_ side: ComparedSide) {
            file_name = side.fileName
            sha256 = side.subject.digest.hex
            document_id = side.version?.documentID.text
            version_id = side.version?.id.text
            title = side.title
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
