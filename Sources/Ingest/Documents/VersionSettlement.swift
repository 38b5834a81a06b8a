internal import PDF
internal import Storage
internal import Worker

/// How reading a version ended.
struct VersionSettlement: Hashable {
    let state: VersionState
    let reason: String?
    let recordID: String?

    /// How many damaged pages are named one by one.
    private static let maxNamedPages = 5

    /// Judges a record that is about to be finished.
    ///
    /// A version without a single readable page has failed, whatever the reason.
    init(record: RecordDraft, facts: DocumentFacts, damages: [PageDamage]) {
        let failures = damages.filter { $0.failure != nil }
        if failures.count == facts.pageCount, let first = failures.first?.failure {
            state = .failed
            reason = "No page could be read: \(first)\(first.hasSuffix(".") ? "" : ".")"
            recordID = nil
            return
        }
        recordID = record.id
        var reasons = facts.complaints.first.map { [$0] } ?? []
        reasons += damages.prefix(Self.maxNamedPages).map(\.sentence)
        if damages.count > Self.maxNamedPages {
            let rest = damages.count - Self.maxNamedPages
            reasons.append("and \(rest) more \(rest == 1 ? "page" : "pages")")
        }
        state = reasons.isEmpty ? .ready : .degraded
        reason = reasons.isEmpty ? nil : reasons.joined(separator: "; ")
    }

    /// Explains a job that ended without a record.
    init(_ failure: JobFailure?, endedAs state: JobState) {
        recordID = nil
        if failure?.code == PDFError.Code.needsPassword.rawValue {
            self.state = .needsPassword
        } else {
            self.state = .failed
        }
        switch (failure, state) {
        case (let failure?, _): reason = failure.message
        case (nil, .cancelled): reason = "Reading was cancelled. `muniment jobs retry` reads it."
        case (nil, _): reason = "Reading was given up after its worker vanished repeatedly."
        }
    }

    /// Writes the end into the version's row.
    func write(to version: VersionID, at now: Timestamp, on db: any Connection) throws {
        try db.execute(Self.settle, [version, state.rawValue, reason, recordID, now])
    }

    /// A record that was there before stays where the new reading brought none.
    private static let settle = """
        UPDATE versions
        SET state = $2,
            reason = $3,
            record_id = COALESCE($4, record_id),
            settled_at = $5
        WHERE id = $1
        """
}

extension PageDamage {
    /// Counts pages from 1, as people do.
    fileprivate var sentence: String {
        if let failure { return "page \(page + 1): could not be read: \(failure)" }
        let complaint = complaints?.split(separator: "\n").first.map(String.init) ?? "damaged"
        return "page \(page + 1): \(complaint)"
    }
}
