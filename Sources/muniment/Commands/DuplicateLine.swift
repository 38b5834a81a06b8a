import Ingest
import Storage

/// A match as `muniment duplicates --json` prints it.
struct DuplicateLine: Encodable {
    let document_id: String
    let version_id: String
    let title: String
    let verdict: String
    let score: Double
    let is_duplicate: Bool
    let pages: [PageLine]
    /// The pages, from 0, that the other has not.
    let only_a: [Int]
    let only_b: [Int]

    init(_ match: DuplicateMatch, threshold: Double) {
        document_id = match.document.id.text
        version_id = match.version.id.text
        title = match.document.title
        verdict = match.finding.verdict.rawValue
        score = match.finding.score
        is_duplicate = match.finding.isDuplicate(from: threshold)
        pages = PageLine.lines(match.finding)
        only_a = match.finding.onlyA
        only_b = match.finding.onlyB
    }
}
