internal import Hashing
public import Sharing
public import Storage

/// What links of our own open: `/links/…`, for whoever has the link.
public struct LinkSurface: Sendable {
    private let operations: DocumentOperations
    private let delivery: LinkDelivery

    /// - Parameter redirectsToS3: Whether bytes that are in S3 are fetched from there, by an
    ///   address that is good for a minute, or from this server. Without effect on other stores.
    public init(
        operations: DocumentOperations, blobs: any BlobStore, redirectsToS3: Bool = true,
        content: ContentDelivery = ContentDelivery()
    ) {
        self.operations = operations
        delivery = LinkDelivery(blobs: blobs, redirectsToS3: redirectsToS3, content: content)
    }

    /// All of its routes.
    public var surface: Surface {
        let version = "\(LinkTarget.prefix)/versions/{version}"
        let issued = "\(LinkTarget.prefix)/issued/{file}"
        return Surface(
            prefix: LinkTarget.prefix, errors: LinkErrors(),
            routes: [
                .plain(.get, version, look),
                .plain(.get, "\(version)/pages/{page}/thumbnail", look),
                .plain(.get, issued, look),
                // Forms of browsers have a body, of which nothing is wanted.
                .collected(.post, version, limit: 4_096, take),
                .collected(.post, issued, limit: 4_096, take),
                .streamed(.put, "\(LinkTarget.prefix)/uploads/{upload}") { request in
                    LinkedFileReceiver(try operations.beginLinkedUpload(request.link))
                },
            ])
    }

    /// Changes nothing but the timeline.
    private func look(_ request: HTTPRequest) throws -> HTTPResponse {
        let link = try operations.links.look(at: request.link)
        guard !link.isOneTime else { return OneTimePage(link).response }
        let response = try delivery.response(to: request, with: file(of: link))
        if request.method == .get, delivery.isDelivery(response) {
            try operations.links.noteUse(
                of: link, client: request.origin.client,
                isPart: response.status == .partialContent)
        }
        return response
    }

    /// Uses a one-time link up.
    private func take(_ request: HTTPRequest) throws -> HTTPResponse {
        let link = try operations.links.take(request.link, client: request.origin.client)
        return try delivery.response(to: request, with: file(of: link))
    }

    private func file(of link: OpenedLink) throws -> LinkedFile {
        switch link.target {
        case .thumbnail(let version, let page):
            LinkedFile(
                digest: try operations.links.thumbnail(of: version, page: page),
                byteCount: nil, mediaType: "image/jpeg", name: nil)
        case .content, .issued, .upload:
            LinkedFile(
                digest: link.digest, byteCount: link.byteCount, mediaType: "application/pdf",
                name: link.fileName)
        }
    }
}

extension OpenedLink {
    fileprivate var fileName: String {
        issued?.kind == .entryPage ? "\(title) (entry page).pdf" : "\(title).pdf"
    }
}

extension HTTPRequest {
    /// Path and query as they were sent, where a proxy may have put a host before them.
    fileprivate var link: String {
        target.hasPrefix("/") ? target : rawQuery.map { "\(rawPath)?\($0)" } ?? String(rawPath)
    }
}
