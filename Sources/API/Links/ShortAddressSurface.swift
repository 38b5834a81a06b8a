internal import Ingest
internal import Sharing
internal import Storage

/// The addresses on entry pages: `/d/{document}`, for whoever holds the paper.
///
/// The answer is the same whether there is such a document or not, so that nobody learns from it.
public enum ShortAddressSurface {
    public static let surface = Surface(
        prefix: ShortAddress.prefix, errors: PlainErrors(),
        routes: [.plain(.get, "\(ShortAddress.prefix)/{document}", runs: .inline, answer)])

    @Sendable private static func answer(_ request: HTTPRequest) throws -> HTTPResponse {
        let text = request.parameters["document"]
        // Addresses in answers of the API have the letters behind the underscore alone.
        guard let document = DocumentID(text) ?? DocumentID(suffix: text) else {
            throw HTTPError(
                .notFound,
                "This is not the number of a document. Compare the address with the paper.")
        }
        return ShortAddressPage(document).response
    }
}
