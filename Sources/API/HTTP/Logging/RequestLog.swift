public import Storage

/// Takes what is to be known about requests and about the server itself.
///
/// Called by all threads of the server; it must not wait for long.
public protocol RequestLog: Sendable {
    /// A request has ended.
    func record(_ entry: RequestLogEntry)

    /// Something about the server that belongs to no request, or a complaint of libmicrohttpd.
    func note(_ message: String)
}

/// One request, as it ended. Holds no query, no credentials and no text of documents.
public struct RequestLogEntry: Sendable {
    /// When its first line was read.
    public var time: Timestamp
    /// Such as `req_01h455vb4pex5vsknk084sn02q`.
    public var id: String
    public var method: String
    /// The pattern of its route; empty when there was none.
    public var route: String
    /// The raw path without the query, at most 1,024 bytes; for routes that say so, the pattern
    /// in its place.
    public var path: String
    /// What was answered; 0 when the client was gone before.
    public var status: Int
    /// Bytes of the body that came in.
    public var bytesIn: Int
    /// Bytes of the body that were answered; as planned, where the client went away meanwhile.
    public var bytesOut: Int
    public var duration: Duration
    /// The address of the client, proxies looked through.
    public var client: String
    /// Whose credentials were accepted.
    public var subject: String?
    /// The code of the error that was answered.
    public var errorCode: String?
    /// What went wrong inside.
    public var failure: String?
    /// Whether the answer was sent to its end.
    public var isComplete: Bool
    /// Stored bytes that were not sent, or not to their end.
    public var unsoundBlob: UnsoundBlob?
}
