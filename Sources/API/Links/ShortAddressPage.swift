internal import Foundation
internal import Hashing
internal import Ingest
internal import Storage

/// Says what the number on an entry page is, how to get to the document, and whether a copy is
/// true: its SHA-256 is computed in the browser, and nothing is sent.
struct ShortAddressPage {
    private let document: DocumentID

    init(_ document: DocumentID) {
        self.document = document
    }

    var response: HTTPResponse {
        var response = HTTPResponse.text(html, mediaType: "text/html; charset=utf-8")
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = Self.policy
        return response
    }

    /// Nothing but the style and the script below, and no address to send anything to.
    private static let policy = """
        default-src 'none'; style-src '\(source(style))'; script-src '\(source(script))'; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'
        """

    private static func source(_ text: String) -> String {
        let digest = SHA256.digest(of: Array(text.utf8))
        return "sha256-\(Data(digest.bytes).base64EncodedString())"
    }

    private static let style = """
        body { font: 16px/1.5 sans-serif; margin: 3rem auto; max-width: 40rem; padding: 0 1rem }
        output, code { font-family: monospace; overflow-wrap: anywhere }
        output { display: block; margin-top: 1rem; font-size: 1.1rem }
        """

    private static let script = """
        "use strict";
        const file = document.getElementById("file");
        const digest = document.getElementById("digest");
        file.addEventListener("change", async () => {
            if (!file.files.length) return;
            if (!crypto.subtle) {
                digest.textContent = "The browser computes this on https pages only. "
                    + "Use sha256sum instead.";
                return;
            }
            digest.textContent = "…";
            try {
                const bytes = await file.files[0].arrayBuffer();
                const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
                const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0"));
                digest.textContent = hex.join("").match(/.{8}/g).join(" ");
            } catch {
                digest.textContent = "The file cannot be read here. Use sha256sum instead.";
            }
        });
        """

    private var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="robots" content="noindex">
        <title>A document's number</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <h1>A document's number</h1>
        <p><code>\(document)</code> names a document that is kept on this server. The number alone
        opens nothing, and this page does not tell whether there is such a document.</p>
        <h2>To read it</h2>
        <p>Ask whoever gave you the paper, or the organization that it names, for access or for a
        link, and state the number.</p>
        <h2>To check a copy</h2>
        <p>Choose the file. Its SHA-256 is computed in your browser, and nothing is sent. The copy
        is true if all 64 digits are those on the paper.</p>
        <p><label>File: <input type="file" id="file"></label></p>
        <output id="digest" for="file"></output>
        <p>On a command line <code>sha256sum FILE</code> shows the same digits. A copy that carries
        a watermark has others: it was made for one reader.</p>
        <script>\(Self.script)</script>
        </body>
        </html>

        """
    }
}
