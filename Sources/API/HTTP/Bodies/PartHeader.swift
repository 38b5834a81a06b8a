/// What the headers of one part of a form say (RFC 7578, 4.2).
struct PartHeader {
    let name: String
    /// `nil` for a field.
    let fileName: String?
    let mediaType: String?

    /// Reads headers by their names in small letters.
    ///
    /// Throws `HTTPError` with `.badRequest` when the part has no name.
    init(_ headers: [String: String]) throws {
        let disposition = headers["content-disposition"].flatMap { ParameterizedValue($0) }
        guard let disposition, disposition.value.equalsIgnoringCase("form-data"),
            let name = disposition["name"]
        else { throw HTTPError(.badRequest, "A part of the form has no name.") }
        self.name = Self.unescaped(name)
        fileName =
            disposition.extended("filename") ?? disposition["filename"].map(Self.unescaped)
        mediaType = headers["content-type"]
    }

    /// Browsers, curl and Python write these three in place of what would break the line (HTML
    /// standard, "multipart form data").
    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        return text.replacing("%22", with: "\"").replacing("%0D", with: "\r")
            .replacing("%0A", with: "\n")
    }
}
