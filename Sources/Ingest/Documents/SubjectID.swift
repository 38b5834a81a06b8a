public import Storage

/// Names a user, a person.
public enum UserKind: IdentifierKind {
    public static let prefix = "user"
    public static let noun = "user"
}

/// Names a bot, a program that acts in an organization.
public enum BotKind: IdentifierKind {
    public static let prefix = "bot"
    public static let noun = "bot"
}

public typealias UserID = Identifier<UserKind>
public typealias BotID = Identifier<BotKind>

/// Names whoever acts: a user or a bot.
public enum SubjectID: Hashable, Sendable {
    case user(UserID)
    case bot(BotID)

    /// Reads a name that a caller or a row states; `nil` where it is of another kind.
    public init?(_ text: String) {
        if let user = UserID(text) {
            self = .user(user)
        } else if let bot = BotID(text) {
            self = .bot(bot)
        } else {
            return nil
        }
    }

    /// The whole name with its prefix.
    public var text: String {
        switch self {
        case .user(let id): id.text
        case .bot(let id): id.text
        }
    }
}

extension SubjectID: CustomStringConvertible, SQLBindable {
    public var description: String { text }
    public var sqlValue: SQLValue { .text(text) }
}

extension Row {
    /// A subject, or `nil` for NULL.
    public func optionalSubject(_ column: String) throws -> SubjectID? {
        guard let text = try optionalText(column) else { return nil }
        guard let subject = SubjectID(text) else {
            throw StorageError(
                .corrupt,
                "The column \(column) names neither a user nor a bot. Run `muniment verify`.")
        }
        return subject
    }

    /// A subject that may not be NULL.
    public func subject(_ column: String) throws -> SubjectID {
        guard let subject = try optionalSubject(column) else {
            throw StorageError(.corrupt, "The column \(column) is empty. Run `muniment verify`.")
        }
        return subject
    }
}
