internal import CMicroHTTPD
internal import Storage

extension Exchange {
    /// libmicrohttpd has done with the request: lets everything go and writes the log.
    func end(_ reason: MHD_RequestTerminationCode) {
        let answeredByLibrary = Int(cmhd_status(connection))
        // Where a blocking thread still has the request, that thread lets the body go.
        if !handoff.close() { abandonBody() }
        client.endRequest()
        if sent.status == 0 { sent.status = answeredByLibrary }
        if request != nil || sent.status != 0 {
            record(isComplete: reason == .REQUEST_TERMINATED_COMPLETED_OK || sent.isSentByHand)
        }
        core.endRequest()
    }

    private func record(isComplete: Bool) {
        let notes = request?.trace.notes
        let duration = ContinuousClock.now - clock
        let entry = RequestLogEntry(
            time: started, id: id, method: request?.method.rawValue ?? "",
            route: route?.route.pattern ?? "", path: loggedPath, status: sent.status,
            bytesIn: pace.received, bytesOut: sent.bytes, duration: duration,
            client: request?.head.client ?? client.peer.text, subject: notes?.subject,
            errorCode: notes?.errorCode, failure: notes?.failure, isComplete: isComplete,
            unsoundBlob: notes?.unsoundBlob)
        core.metrics.record(entry)
        core.log.record(entry)
    }

    private var loggedPath: String {
        guard route?.route.isPathSecret != true else { return route?.route.pattern ?? "" }
        let path = request?.rawPath ?? target.prefix { $0 != "?" }
        return path.utf8.count <= 1_024 ? String(path) : String(path.prefix(1_024))
    }
}
