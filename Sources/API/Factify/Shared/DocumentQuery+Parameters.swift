internal import Ingest
internal import Sharing

extension DocumentQuery {
    /// Reads the parameters that both dialects have: `processing_status`, `ownership`,
    /// `trash_state`, `query` and `sort`, the words of which differ.
    mutating func readShared(
        _ parameters: QueryParameters, order: (String) -> DocumentOrder?
    ) throws(OperationError) {
        states = try parameters.choices("processing_status", VersionState.called).flatMap { $0 }
        ownership = try parameters.choices("ownership") { Ownership(rawValue: $0) }
        let trash = try parameters.choices("trash_state") { TrashState(rawValue: $0) }
        if !trash.isEmpty { trashStates = trash }
        text = parameters.text("query")
        if let sort = parameters.text("sort"), !sort.isEmpty {
            self.order = try OperationError.choice(sort, "sort", order)
        }
    }
}
