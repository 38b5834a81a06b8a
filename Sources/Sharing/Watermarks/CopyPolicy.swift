/// What decides whether a document's bytes leave as they are or marked. Everything that sends
/// or links bytes asks here.
///
/// Both requirements hold, each for those below its own role: to whom both apply gets one mark
/// that says what both say. It looks as the organization's, then as the document's, and never as
/// whoever asks for a copy wants it: that could hide it.
public struct CopyPolicy: Hashable, Sendable {
    public var organization: WatermarkRequirement?
    public var document: WatermarkRequirement?

    public init(organization: WatermarkRequirement?, document: WatermarkRequirement?) {
        self.organization = organization
        self.document = document
    }

    /// The mark without which somebody of this role gets no copy; `nil` for who may have the
    /// bytes as they are.
    public func required(for role: DocumentRole) -> Watermark? {
        let marks = [organization, document].compactMap { requirement in
            requirement.flatMap { role < $0.unmarkedFor ? $0.watermark : nil }
        }
        return marks.dropFirst().reduce(marks.first) { $0?.joined(with: $1) }
    }

    /// The mark that a copy gets: what is required, and what is asked for besides.
    public func mark(for role: DocumentRole, asked: Watermark?) -> Watermark? {
        guard let required = required(for: role) else { return asked }
        return asked.map(required.joined) ?? required
    }

    /// Throws where somebody of this role gets marked copies alone, of which there are none of
    /// what is asked for here.
    func requireUnmarked(for role: DocumentRole) throws(OperationError) {
        guard required(for: role) == nil else {
            throw .denied(
                "Copies of this document carry a watermark for \(role.rawValue)s. "
                    + "Export it instead: the export is marked.")
        }
    }
}
