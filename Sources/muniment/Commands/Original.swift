import Ingest
import Storage

/// What a file that was added is another form of.
struct Original {
    let document: DocumentID
    let verdict: DuplicateVerdict
    let score: Double

    /// What is known before the file is read: that its bytes were there.
    init?(_ receipt: Receipt) {
        guard let document = receipt.sameBytesAs else { return nil }
        self.document = document
        verdict = .sameBytes
        score = 1
    }

    fileprivate init(_ match: DuplicateMatch) {
        document = match.document.id
        verdict = match.finding.verdict
        score = match.finding.score
    }
}

/// Finds what the files of one command are other forms of, each pair once.
struct OriginalSearch {
    private let search: DuplicateSearch
    /// The versions that were asked about, with what was answered.
    private var answers: [VersionID: VersionID?] = [:]

    init(_ search: DuplicateSearch) {
        self.search = search
    }

    /// The best match that was there before the version; `nil` where it is new.
    ///
    /// One that came after it counts too where its own answer came too early to know of
    /// this version: files that are read beside each other are compared by the last.
    mutating func original(of version: Version) throws -> Original? {
        let best = try search.matches(of: version).first { match in
            guard match.finding.isDuplicate(from: DocumentFinding.threshold) else { return false }
            if match.version.id < version.id { return true }
            guard let answer = answers[match.version.id] else { return false }
            return answer != version.id
        }
        answers[version.id] = .some(best?.version.id)
        return best.map(Original.init)
    }
}
