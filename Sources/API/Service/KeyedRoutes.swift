/// Makes the routes of a surface whose callers come with an API key.
///
/// Every answer to somebody who was let in, errors too, tells where the key stands.
struct KeyedRoutes: Sendable {
    let context: SurfaceContext

    typealias Answer = @Sendable (Call) throws -> HTTPResponse

    /// A route for requests without a body.
    func plain(
        _ method: HTTPMethod, _ pattern: String, runs execution: Route.Execution = .blocking,
        _ answer: @escaping Answer
    ) -> Route {
        .plain(method, pattern, runs: execution) { request in
            try self.answer(request, answer)
        }
    }

    /// A route for requests with a body of JSON, or none.
    func collected(
        _ method: HTTPMethod, _ pattern: String, _ answer: @escaping Answer
    ) -> Route {
        .collected(method, pattern, limit: context.settings.maxMessageBytes) { request in
            try self.answer(request, answer)
        }
    }

    /// A route that takes a form with a file.
    func form(
        _ method: HTTPMethod, _ pattern: String,
        _ open: @escaping @Sendable (Call) throws -> any FormReceiver
    ) -> Route {
        let limits = FormLimits(maxBodyBytes: context.settings.maxUploadBytes + Self.roomForFields)
        return .multipart(method, pattern, limits: limits) { request in
            let caller = try context.admit(request)
            let call = Call(context: context, request: request, subject: caller.subject)
            return try caller.rated { RatedForm(try open(call), of: caller) }
        }
    }

    /// What a form may have around its file, in bytes.
    private static let roomForFields = 1 << 20

    private func answer(_ request: HTTPRequest, _ answer: Answer) throws -> HTTPResponse {
        let caller = try context.admit(request)
        return try caller.rated {
            let call = Call(context: context, request: request, subject: caller.subject)
            var response = try answer(call)
            caller.standing.mark(&response.headers)
            return response
        }
    }
}

extension Caller {
    /// Runs `body`, and lets its error know where the key stands.
    func rated<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            throw RatedError(cause: error, standing: standing)
        }
    }
}

/// A form whose answer and errors tell where the key stands.
private final class RatedForm: FormReceiver {
    private let form: any FormReceiver
    private let caller: Caller

    init(_ form: any FormReceiver, of caller: Caller) {
        self.form = form
        self.caller = caller
    }

    func beginFile(_ file: FormFile, fields: FormFields) throws {
        try caller.rated { try form.beginFile(file, fields: fields) }
    }

    func receive(_ bytes: UnsafeRawBufferPointer) throws {
        try caller.rated { try form.receive(bytes) }
    }

    func endFile() throws { try caller.rated { try form.endFile() } }

    func finish(fields: FormFields) throws -> HTTPResponse {
        try caller.rated {
            var response = try form.finish(fields: fields)
            caller.standing.mark(&response.headers)
            return response
        }
    }

    func abandon() { form.abandon() }
}
