/// What a store that is being filled is marked with, until it is whole.
enum FillMark: Hashable {
    /// The store with this name is being moved there.
    case move(of: String)
    /// A backup of the store with this name is being restored there.
    case restore(of: String)

    static func move(of identity: StoreIdentity) -> FillMark { .move(of: identity.id) }

    private static let restorePrefix = "backup of "

    /// The mark of a row of the table `store`.
    init(text: String) {
        if text.hasPrefix(Self.restorePrefix) {
            self = .restore(of: String(text.dropFirst(Self.restorePrefix.count)))
        } else {
            self = .move(of: text)
        }
    }

    /// As it is stored.
    var text: String {
        switch self {
        case .move(let id): id
        case .restore(let id): Self.restorePrefix + id
        }
    }

    /// The command that goes on, which is also the name of what it does.
    var command: String {
        switch self {
        case .move: "move"
        case .restore: "restore"
        }
    }
}

extension FillMark {
    /// Why the target is refused that has this identity; `nil` for a store without one.
    func refusal(of identity: StoreIdentity?) -> MoveError {
        guard let other = identity?.filledFrom else {
            return MoveError(
                .targetInUse, "There is a store in the target already; nothing was changed.",
                remedy: "Name an empty place: a \(command) never writes into a store in use.")
        }
        return MoveError(
            .targetInUse, "An unfinished \(other.command) of another store is in the target.",
            remedy: "Finish that \(other.command), or name an empty place.")
    }

    /// Why it does not go on.
    var finishedElsewhere: MoveError {
        MoveError(
            .finishedElsewhere, "Another process has finished this \(command) meanwhile.",
            remedy: "The target is whole: use it.")
    }
}
