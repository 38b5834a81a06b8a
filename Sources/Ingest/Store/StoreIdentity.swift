internal import Storage

/// What a store knows about itself: the only row of the table `store`.
struct StoreIdentity: Hashable {
    /// Drawn by lot when the store was made; a copy of the store has another.
    let id: String
    /// What is being copied into this store; `nil` where nothing is.
    let filledFrom: FillMark?

    /// The identity of the store, `nil` for one that has none yet.
    static func find(on db: any Connection) throws -> StoreIdentity? {
        try db.first(selectOne).map { row in
            StoreIdentity(
                id: try row.text("id"),
                filledFrom: try row.optionalText("filled_from").map(FillMark.init))
        }
    }

    private static let selectOne = """
        SELECT id, filled_from
        FROM store
        WHERE singleton = 1
        """

    /// Gives the store an identity where it has none; returns the one that it has then.
    ///
    /// Of several processes that come at once, one is first: PostgreSQL lets the others wait
    /// for its end.
    static func ensure(
        filledFrom mark: FillMark? = nil, at now: Timestamp, on db: any Connection
    ) throws -> StoreIdentity {
        try db.execute(insert, [UUIDv7(at: now).text, now, mark?.text])
        guard let identity = try find(on: db) else {
            preconditionFailure("a row that was just inserted is there")
        }
        return identity
    }

    private static let insert = """
        INSERT INTO store (singleton, id, created_at, filled_from)
        VALUES (1, $1, $2, $3)
        ON CONFLICT (singleton) DO NOTHING
        """

    /// Lets nobody else hold the store's row before this transaction ends.
    static func hold(on db: any Connection) throws {
        _ = try db.first(selectOne + " " + db.dialect.forUpdate)
    }

    /// Throws where a move or a restore into the store has not ended.
    func requireWhole() throws {
        guard let command = filledFrom?.command else { return }
        throw StorageError(
            .unavailable,
            "A \(command) into this store is not finished. Run the same `muniment \(command)` "
                + "again.")
    }
}
