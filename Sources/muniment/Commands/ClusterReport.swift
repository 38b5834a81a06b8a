import Ingest
import Storage

/// Forms of one document, with the one to keep; nothing is deleted.
struct ClusterReport {
    private let clusters: [DuplicateCluster]

    init(_ clusters: [DuplicateCluster]) {
        self.clusters = clusters
    }

    func print(on terminal: Terminal) throws {
        guard !clusters.isEmpty else {
            return try terminal.print("Every document in the store is there in one form.")
        }
        for (index, cluster) in clusters.enumerated() {
            if index > 0 { try terminal.print("") }
            try terminal.print(table(of: cluster))
            try terminal.print("Keep \(cluster.keep): \(cluster.reason.printableLine)")
        }
        let others = clusters.reduce(0) { $0 + $1.members.count - 1 }
        try terminal.print(
            "\n\(CountText.of(clusters.count, "document")) with "
                + "\(CountText.of(others, "other form")). Nothing was changed.")
    }

    private func table(of cluster: DuplicateCluster) -> TextTable {
        var table = TextTable([
            .init("Version", shrinks: false), .init("Document", shrinks: false), .init("Title"),
            .init("Verdict", shrinks: false), .init("Score", .right),
        ])
        for member in cluster.members {
            let isKept = member.version.id == cluster.keep
            table.append([
                member.version.id.text, member.document.id.text, member.document.title,
                isKept ? "keep" : member.verdict.text, isKept ? "" : ScoreText.of(member.score),
            ])
        }
        return table
    }
}

/// A cluster as `muniment duplicates --all --json` prints it.
struct ClusterLine: Encodable {
    /// The version to keep.
    let keep: String
    let reason: String
    let members: [Member]

    struct Member: Encodable {
        let document_id: String
        let version_id: String
        let title: String
        /// What it is to the one to keep.
        let verdict: String
        let score: Double
    }

    init(_ cluster: DuplicateCluster) {
        keep = cluster.keep.text
        reason = cluster.reason
        members = cluster.members.map { member in
            Member(
                document_id: member.document.id.text, version_id: member.version.id.text,
                title: member.document.title, verdict: member.verdict.rawValue,
                score: member.score)
        }
    }
}
