internal import CPostgres
internal import Foundation

/// Opens connections to the server of a URL, and learns its clock on the way.
struct PostgreSQLOpener: Sendable {
    let url: PostgreSQLURL
    let settings: PostgreSQLSettings
    let clock: PostgreSQLClock

    /// Opens a connection, again and again while the server is away or starting.
    ///
    /// Throws `StorageError`, at once where the server refuses for a reason that stays.
    func open(_ backoff: inout PostgreSQLBackoff) throws -> PostgreSQLConnection {
        while true {
            do {
                return try open()
            } catch let failure as PostgreSQLOpeningFailure {
                guard failure.mayPass, backoff.pause() else { throw failure.error }
            }
        }
    }

    /// Tries once. Throws `PostgreSQLOpeningFailure`.
    func open() throws -> PostgreSQLConnection {
        guard let handle = url.withParameters({ PQconnectStartParams($0, $1, 0) }) else {
            throw PostgreSQLOpeningFailure.noMemory
        }
        let connection = PostgreSQLConnection(takingOwnership: handle)
        // The state is a part of an error's text only in this form, and the text is in the
        // language of the server.
        PQsetErrorVerbosity(handle, PQERRORS_SQLSTATE)
        // libpq writes notices to standard error, where they tell nobody what to do.
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
        try connect(handle)
        try checkVersion(handle)
        try prepareSession(handle)
        guard PQenterPipelineMode(handle) == 1 else { throw failure(handle) }
        do {
            try askForTime(on: connection)
        } catch is PostgreSQLError {
            throw failure(handle)
        }
        return connection
    }

    /// Asks for the server's moment.
    func askForTime(on connection: PostgreSQLConnection) throws {
        let start = ContinuousClock.now
        let results = try connection.exchange([.run(PostgreSQLClock.question)])
        guard case .integer(let moment) = results[0].firstValue else { return }
        clock.note(Timestamp(microseconds: moment), askedAt: start)
    }

    private func connect(_ handle: OpaquePointer) throws {
        let end = ContinuousClock.now + url.connectTimeout
        var state = PGRES_POLLING_WRITING
        while PQstatus(handle) != CONNECTION_BAD {
            switch state {
            case PGRES_POLLING_OK: return
            case PGRES_POLLING_READING: try wait(for: POLLIN, on: handle, until: end)
            case PGRES_POLLING_WRITING: try wait(for: POLLOUT, on: handle, until: end)
            default: throw failure(handle)
            }
            state = PQconnectPoll(handle)
        }
        throw failure(handle)
    }

    private func wait(
        for events: CInt, on handle: OpaquePointer, until end: ContinuousClock.Instant
    ) throws {
        while true {
            let left = end - .now
            var request = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
            guard left > .zero else { throw failure(handle) }
            // A signal interrupts it, and the timeout is a millisecond too early at most.
            if poll(&request, 1, CInt(clamping: left.microseconds / 1_000 + 1)) > 0 { return }
        }
    }

    private func failure(_ handle: OpaquePointer) -> PostgreSQLOpeningFailure {
        PostgreSQLOpeningFailure(handle)
    }

    private func checkVersion(_ handle: OpaquePointer) throws {
        let version = PQserverVersion(handle)
        guard version >= settings.minServerVersion else {
            throw PostgreSQLOpeningFailure(version: version, needed: settings.minServerVersion)
        }
    }

    /// Settings that our statements rely on, whatever the server's or the role's are.
    private var session: String {
        """
        SET TimeZone = 'UTC';
        SET standard_conforming_strings = on;
        SET lock_timeout = 0;
        SET statement_timeout = 0;
        SET idle_in_transaction_session_timeout = \
        \(settings.idleTransactionLimit.microseconds / 1_000);
        SELECT current_setting('server_encoding'), current_setting('transaction_read_only');
        """
    }

    private func prepareSession(_ handle: OpaquePointer) throws {
        guard let pointer = PQexec(handle, session) else { throw failure(handle) }
        let result = PostgreSQLResult(takingOwnership: pointer)
        guard result.status == PGRES_TUPLES_OK else {
            throw PostgreSQLOpeningFailure(result, on: handle)
        }
        let facts = result.textsOfFirstRow
        guard facts.first == "UTF8" else { throw PostgreSQLOpeningFailure.otherEncoding }
        guard facts.last == "off" else { throw PostgreSQLOpeningFailure.readOnly }
    }
}
