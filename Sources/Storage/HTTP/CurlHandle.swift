internal import CCurl

/// One easy handle of libcurl, with its connections; used by one thread at a time.
///
/// Sendable: `HTTPClient` lends a handle to one thread at a time, and libcurl allows any.
final class CurlHandle: @unchecked Sendable {
    private let handle: UnsafeMutableRawPointer

    /// Once a process, before any handle; never undone.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Makes a handle without connections.
    init() throws {
        guard Self.isReady, let handle = curl_easy_init() else {
            throw HTTPError(code: .other, message: "libcurl cannot be started")
        }
        self.handle = handle
    }

    deinit {
        curl_easy_cleanup(handle)
    }

    /// Sends a request and waits for the end of the answer.
    ///
    /// Throws `HTTPError`, or what `receive` throws.
    func perform(
        _ request: HTTPRequest, settings: HTTPSettings, receive: HTTPTransfer.Receiver?
    ) throws -> HTTPResponse {
        let transfer = HTTPTransfer(sending: request.body, receive: receive)
        let headers = Self.list(of: request)
        defer { curl_slist_free_all(headers) }
        // Connections and the session cache stay.
        curl_easy_reset(handle)
        apply(settings)
        describe(request, headers)
        attach(transfer)
        let result = withExtendedLifetime(transfer) { curl_easy_perform(handle) }
        if let failure = transfer.failure { throw failure }
        guard result == CURLE_OK else { throw HTTPError(result) }
        return transfer.response
    }

    // MARK: - Options

    private func apply(_ settings: HTTPSettings) {
        // Without it, resolving a name raises SIGALRM in whatever thread.
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_HTTP_VERSION, ccurl_http_1_1)
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_CONNECTTIMEOUT_MS, max(1, settings.connectTimeout.milliseconds))
        set(CURLOPT_LOW_SPEED_LIMIT, settings.stallBytesPerSecond)
        set(CURLOPT_LOW_SPEED_TIME, max(1, Int(settings.stallTimeout.components.seconds)))
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_BUFFERSIZE, 256 << 10)
        set(CURLOPT_UPLOAD_BUFFERSIZE, 256 << 10)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        if let file = settings.certificateFile { set(CURLOPT_CAINFO, file) }
    }

    private func describe(_ request: HTTPRequest, _ headers: UnsafeMutablePointer<curl_slist>?) {
        set(CURLOPT_URL, request.url)
        // A key may hold "..", which is signed as it is.
        set(CURLOPT_PATH_AS_IS, 1)
        ccurl_set_list(handle, CURLOPT_HTTPHEADER, headers)
        if request.method == "HEAD" { set(CURLOPT_NOBODY, 1) }
        if request.method == "PUT" || request.body.byteCount > 0 {
            set(CURLOPT_UPLOAD, 1)
            ccurl_set_offset(
                handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(request.body.byteCount))
        }
        set(CURLOPT_CUSTOMREQUEST, request.method)
    }

    private func attach(_ transfer: HTTPTransfer) {
        // Unretained: `perform` holds the transfer for as long as libcurl calls back.
        let pointer = Unmanaged.passUnretained(transfer).toOpaque()
        ccurl_set_pointer(handle, CURLOPT_READDATA, pointer)
        ccurl_set_data_callback(handle, CURLOPT_READFUNCTION, readBody)
        ccurl_set_pointer(handle, CURLOPT_SEEKDATA, pointer)
        ccurl_set_seek_callback(handle, seekBody)
        ccurl_set_pointer(handle, CURLOPT_HEADERDATA, pointer)
        ccurl_set_data_callback(handle, CURLOPT_HEADERFUNCTION, takeHeader)
        ccurl_set_pointer(handle, CURLOPT_WRITEDATA, pointer)
        ccurl_set_data_callback(handle, CURLOPT_WRITEFUNCTION, takeBody)
    }

    private func set(_ option: CURLoption, _ value: Int) {
        ccurl_set_long(handle, option, value)
    }

    private func set(_ option: CURLoption, _ value: String) {
        ccurl_set_text(handle, option, value)
    }

    /// The caller frees the list.
    private static func list(of request: HTTPRequest) -> UnsafeMutablePointer<curl_slist>? {
        var list: UnsafeMutablePointer<curl_slist>?
        for (name, value) in request.headers {
            // An empty value would take the header away.
            list = curl_slist_append(list, value.isEmpty ? "\(name);" : "\(name): \(value)")
        }
        if request.method == "POST", request.body.byteCount == 0 {
            list = curl_slist_append(list, "Content-Length: 0")
        }
        return curl_slist_append(list, request.expectsContinue ? "Expect: 100-continue" : "Expect:")
    }
}

// MARK: - Callbacks

private func transfer(_ pointer: UnsafeMutableRawPointer?) -> HTTPTransfer? {
    pointer.map { Unmanaged<HTTPTransfer>.fromOpaque($0).takeUnretainedValue() }
}

private let readBody: ccurl_data_callback = { bytes, size, count, pointer in
    let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
    return transfer(pointer)?.read(into: buffer) ?? ccurl_read_abort
}

private let seekBody: ccurl_seek_callback = { pointer, offset, _ in
    transfer(pointer)?.seek(to: Int(offset))
    return CURL_SEEKFUNC_OK
}

private let takeHeader: ccurl_data_callback = { bytes, size, count, pointer in
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    transfer(pointer)?.take(headerLine: String(decoding: line, as: UTF8.self))
    return size * count
}

private let takeBody: ccurl_data_callback = { bytes, size, count, pointer in
    let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return transfer(pointer)?.take(piece) == true ? size * count : 0
}

extension Duration {
    /// Rounded down.
    fileprivate var milliseconds: Int {
        Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
