internal import CMicroHTTPD

extension Exchange {
    /// Reads the head and decides what becomes of the body.
    func readHead(
        method: UnsafePointer<CChar>, version: UnsafePointer<CChar>
    ) -> MHD_Result {
        client.startRequest()
        let verb = HTTPMethod(rawValue: String(cString: method))
        let isHTTP10 = version[7] == CChar(bitPattern: UInt8(ascii: "0"))
        do {
            let fields = try HeadReader.fields(
                of: connection, method: method, version: version, target: targetPlace)
            let head = try RequestHead(
                id: id, method: verb, target: target, fields: fields, isHTTP10: isHTTP10,
                peer: client.peer)
            guard fields.bytes.count <= core.settings.maxHeaderBytes else {
                throw HTTPError(.headerFieldsTooLarge, "The headers are too large.")
            }
            // A body in chunks ends its connection: the library bears with line ends in them
            // that another program may read differently, and nobody can smuggle behind an end.
            mustClose = head.framing == .chunked
            return try route(head)
        } catch {
            return refuseHead(error, method: verb)
        }
    }

    /// Answers a head that is malformed; what follows it could be anything.
    private func refuseHead(_ error: any Error, method: HTTPMethod) -> MHD_Result {
        mustClose = true
        let head = RequestHead(
            unreadable: target, id: id, method: method, peer: client.peer)
        request = request ?? HTTPRequest(head: head, path: RequestPath())
        errors = core.router.errors(for: head.rawPath)
        return queue(render(error))
    }

    private func route(_ head: RequestHead) throws -> MHD_Result {
        var request = HTTPRequest(head: head, path: try RequestPath(raw: head.rawPath))
        self.request = request
        switch core.router.find(request.method, request.path) {
        case .route(let found, let parameters):
            request.parameters = parameters
            self.request = request
            route = found
            errors = found.errors
            return begin(found.route, request)
        case .otherMethods(let methods, let errors):
            self.errors = errors
            return answerOtherMethod(methods, request)
        case .nothing(let errors):
            self.errors = errors
            return refuse(render(HTTPError(.notFound, "Nothing is here.")), at: .head)
        }
    }

    private func answerOtherMethod(
        _ methods: [HTTPMethod], _ request: HTTPRequest
    ) -> MHD_Result {
        let allowed = methods.map(\.rawValue).joined(separator: ", ")
        guard request.method == .options else {
            let error = HTTPError(
                .methodNotAllowed, "\(request.method.rawValue) is not possible here.",
                headers: ["Allow": allowed])
            return refuse(render(error), at: .head)
        }
        var headers: HTTPHeaders = ["Allow": allowed]
        if let origin = request.header("Origin"), core.settings.crossOrigin.allows(origin) {
            core.settings.crossOrigin.markPreflight(&headers, methods: methods)
        }
        return refuse(HTTPResponse(.noContent, headers: headers), at: .head)
    }

    /// Readies the route for the body, or for its absence.
    private func begin(_ route: Route, _ request: HTTPRequest) -> MHD_Result {
        do {
            try checkExpectation(request)
            try checkLength(route, request)
        } catch {
            return refuse(render(error), at: .head)
        }
        switch route.handling {
        case .answer(let limit, let handler):
            if request.head.framing == .none {
                phase = .ready { try handler(request) }
            } else {
                phase = .collecting(CollectedBody(limit: limit, handler: handler))
            }
            return .YES
        case .receive(let limit, let open):
            return self.open(request, limit: limit ?? core.settings.maxBodyBytes, open)
        }
    }

    private func open(
        _ request: HTTPRequest, limit: Int,
        _ open: @escaping @Sendable (HTTPRequest) throws -> any BodyReceiver
    ) -> MHD_Result {
        guard route?.route.execution == .blocking else {
            do {
                phase = .streaming(StreamedBody(try open(request), limit: limit))
                return .YES
            } catch {
                return refuse(render(error), at: .head)
            }
        }
        return onBlockingThread { exchange in
            do {
                return .opened(StreamedBody(try open(request), limit: limit))
            } catch {
                return .answer(exchange.render(error))
            }
        }
    }

    private func checkExpectation(_ request: HTTPRequest) throws {
        guard let expected = request.header("Expect"),
            !expected.equalsIgnoringCase("100-continue")
        else { return }
        throw HTTPError(.expectationFailed, "Only 100-continue is known as Expect.")
    }

    private func checkLength(_ route: Route, _ request: HTTPRequest) throws {
        let limit =
            switch route.handling {
            case .answer(let limit, _): limit > 0 ? limit : CollectedBody.ignoredLimit
            case .receive(let limit, _): limit ?? core.settings.maxBodyBytes
            }
        guard request.contentLength ?? 0 <= limit else { throw HTTPError.tooLarge(limit: limit) }
    }
}
