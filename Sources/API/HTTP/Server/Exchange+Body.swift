internal import CMicroHTTPD

extension Exchange {
    /// Takes the next bytes of the body; `left` is how many are offered again.
    func body(_ bytes: UnsafeRawBufferPointer, left: inout Int) -> MHD_Result {
        left = 0
        guard !core.isClosing else { return .NO }
        if case .answer(let response)? = takeOutcome() {
            pace.count(bytes.count)
            return refuse(response, at: .body)
        }
        do {
            switch phase {
            case .head, .ready, .answered: return .NO
            case .collecting(let body):
                try checkPace(bytes.count)
                try body.receive(bytes)
            case .streaming(let body):
                return try stream(bytes, into: body, left: &left)
            case .discarding, .lingering:
                return discard(bytes.count)
            }
            return .YES
        } catch {
            abandonBody()
            return refuse(render(error), at: .body)
        }
    }

    private func stream(
        _ bytes: UnsafeRawBufferPointer, into body: StreamedBody, left: inout Int
    ) throws -> MHD_Result {
        guard route?.route.execution == .blocking else {
            try checkPace(bytes.count)
            try body.receive(bytes)
            return .YES
        }
        // Between chunks the library goes on with a suspended connection unless something is left.
        let kept = body.keep(bytes)
        left = bytes.count - kept
        try checkPace(kept)
        guard body.isFull else { return .YES }
        return onBlockingThread { exchange in
            do {
                try body.flush()
                return .received
            } catch {
                return .answer(exchange.render(error))
            }
        }
    }

    private func checkPace(_ count: Int) throws {
        pace.count(count)
        guard !pace.isTooSlow else {
            throw HTTPError(.requestTimeout, "The body comes in too slowly.")
        }
    }

    private func discard(_ count: Int) -> MHD_Result {
        pace.count(count)
        sent.discarded += count
        return sent.discarded <= core.settings.maxDiscardedBytes && !pace.isTooSlow ? .YES : .NO
    }

    /// Tells a receiver that nothing more comes, where receivers run.
    func abandonBody() {
        var body: StreamedBody?
        if case .streaming(let streaming) = phase { body = streaming }
        if case .opened(let opened)? = outcome { body = opened }
        guard let body else { return }
        guard route?.route.execution == .blocking else { return body.abandon() }
        core.threads.run { body.abandon() }
    }
}
