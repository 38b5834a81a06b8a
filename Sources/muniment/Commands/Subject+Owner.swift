import Ingest
import Sharing

extension Subject {
    /// Whoever uses the command line: who can open the store's folder owns it.
    static func owner(of store: Store) -> Subject {
        Subject(
            id: .user(store.founders.owner), organization: store.organization, role: .owner,
            name: "Owner")
    }
}
