internal import Ingest
internal import Sharing
internal import Storage

/// What the `GET` of a one-time link shows: what it opens, and a button that opens it.
///
/// Programs that look at links before people do, such as those of mail and chats, use nothing
/// up.
struct OneTimePage {
    private let link: OpenedLink

    init(_ link: OpenedLink) {
        self.link = link
    }

    var response: HTTPResponse {
        var response = HTTPResponse.text(html, mediaType: "text/html; charset=utf-8")
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        return response
    }

    // A form without an action posts to the address that it was shown at.
    private var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="robots" content="noindex">
        <title>\(title)</title>
        <style>body { font: 16px/1.5 sans-serif; margin: 4rem auto; max-width: 32rem }</style>
        <h1>\(title)</h1>
        <p>PDF, \(link.byteCount) bytes. This link works once, until \(link.expiresAt.rfc3339).</p>
        <form method="post"><button>Download</button></form>
        </html>

        """
    }

    private var title: String {
        link.title.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;")
    }
}
