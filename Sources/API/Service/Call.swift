internal import Sharing
internal import Storage

/// A request of somebody who was let in.
struct Call: Sendable {
    let context: SurfaceContext
    let request: HTTPRequest
    let subject: Subject

    var operations: DocumentOperations { context.operations }

    /// What addresses in the answer begin with.
    var publicURL: String {
        if let url = context.settings.publicURL { return url }
        let origin = request.origin
        return "\(origin.scheme)://\(origin.host)"
    }

    /// Writes to the log that a paper has characters for which there is no font: by their
    /// numbers, never the text.
    func note(missingGlyphs: [Unicode.Scalar]) {
        guard !missingGlyphs.isEmpty else { return }
        let numbers = missingGlyphs.map(\.codePoint).joined(separator: ", ")
        request.trace.note(errorCode: "missing_glyphs")
        request.trace.note(failure: "No installed font has \(numbers). Install one that does.")
    }

    /// The name in the path that stands for `{parameter}`; throws `invalidIDFormat`.
    func name<Kind>(
        _ parameter: String, _ kind: Kind.Type = Kind.self
    ) throws(OperationError) -> Identifier<Kind> {
        try .reading(request.parameters[parameter], parameter)
    }
}

extension Identifier {
    /// Reads a name that a caller states as `parameter`.
    static func reading(
        _ text: String, _ parameter: String
    ) throws(OperationError) -> Identifier {
        guard let name = Identifier(text) else {
            throw .invalid(
                parameter,
                "\(parameter) has to be \(Kind.prefix)_ and 26 letters and digits in lower case.",
                .invalidIDFormat)
        }
        return name
    }
}
