internal import CMicroHTTPD
internal import Storage

/// One request and its answer, from the first line to the last byte.
///
/// libmicrohttpd calls it on the event thread of its connection: for the head, for every piece of
/// the body and for its end, then `end` once, whatever happened. After a blocking thread had it,
/// the call that led there is made again.
final class Exchange: @unchecked Sendable {
    // Sendable: the event thread and a blocking thread touch it in turns, as `Handoff` has it.

    /// What the next call is about.
    enum Phase {
        /// The head was not seen, or a blocking thread has it.
        case head
        /// The body is kept in memory, or dropped where none is wanted.
        case collecting(CollectedBody)
        case streaming(StreamedBody)
        /// There is no body, and this makes the answer.
        case ready(@Sendable () throws -> HTTPResponse)
        /// The answer is known, but first the little that is left of the body is dropped.
        case discarding(HTTPResponse)
        /// The answer was sent around the library; the rest of the body is dropped.
        case lingering
        case answered
    }

    /// What a blocking thread brings back.
    enum Outcome {
        case opened(StreamedBody)
        case received
        case answer(HTTPResponse)
    }

    /// Where in the request a refusal comes.
    enum Place {
        case head
        case body
        case end
    }

    let core: ServerCore
    let connection: OpaquePointer
    let client: Connection
    let handoff: Handoff
    /// As it was sent.
    let target: String
    /// Where the target was in libmicrohttpd's buffer, as a number: it is overwritten there.
    let targetPlace: UInt
    let id: String
    let started: Timestamp
    let clock = ContinuousClock.now

    var phase = Phase.head
    var outcome: Outcome?
    /// `nil` until the head is complete.
    var request: HTTPRequest?
    var route: CompiledRoute?
    var errors: any ErrorRenderer = PlainErrors()
    /// Whether the connection ends with this answer.
    var mustClose = false
    var pace: BodyPace
    var sent = SentAnswer()

    init(
        core: ServerCore, connection: OpaquePointer, client: Connection, target: String, place: UInt
    ) {
        self.core = core
        self.connection = connection
        self.client = client
        self.target = target
        targetPlace = place
        handoff = Handoff(connection)
        started = .now()
        id = core.names.next(at: started)
        pace = BodyPace(settings: core.settings)
        core.startRequest()
    }

    /// The head is complete, or the body is.
    func headOrEnd(
        method: UnsafePointer<CChar>, version: UnsafePointer<CChar>
    ) -> MHD_Result {
        guard !core.isClosing else { return .NO }
        if let outcome = takeOutcome() {
            switch outcome {
            case .opened(let body): phase = .streaming(body)
            case .received: return finish()
            case .answer(let response):
                if case .head = phase { return refuse(response, at: .head) }
                return queue(response)
            }
            return .YES
        }
        if case .head = phase { return readHead(method: method, version: version) }
        return finish()
    }

    /// The body is complete: makes the answer.
    private func finish() -> MHD_Result {
        client.startAnswer()
        return switch phase {
        case .head, .lingering, .answered: .NO
        case .ready(let make): answer { _ in try make() }
        case .collecting(let body): answer { try body.answer(to: $0) }
        case .streaming(let body): answer { _ in try body.finish() }
        case .discarding(let response): queue(response)
        }
    }

    /// Makes the answer here or on a blocking thread, as the route has it.
    private func answer(_ make: @escaping @Sendable (HTTPRequest) throws -> HTTPResponse)
        -> MHD_Result
    {
        guard let request, let route else { return .NO }
        guard route.route.execution == .blocking else {
            return queue(rendered { try make(request) })
        }
        return onBlockingThread { exchange in .answer(exchange.rendered { try make(request) }) }
    }

    /// What `make` answers, or what the surface says to its error.
    func rendered(_ make: () throws -> HTTPResponse) -> HTTPResponse {
        do { return try make() } catch { return render(error) }
    }

    /// Suspends the connection until the work is done; its outcome is there in the next call.
    func onBlockingThread(_ work: @escaping @Sendable (Exchange) -> Outcome) -> MHD_Result {
        pace.pause()
        guard core.leave(handoff) else { return .NO }
        core.threads.run { [self] in
            outcome = work(self)
            if !core.comeBack(handoff) { abandonBody() }
        }
        return .YES
    }

    func takeOutcome() -> Outcome? {
        guard let taken = outcome else { return nil }
        outcome = nil
        pace.goOn()
        return taken
    }
}
