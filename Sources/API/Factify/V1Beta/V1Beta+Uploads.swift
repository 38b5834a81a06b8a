internal import Sharing

extension V1Beta {
    static func createDocument(_ call: Call) throws -> any FormReceiver {
        try FileForm.document(call, documentForm) { wrapped($0, call) }
    }

    /// The last three are declared, and chosen by the server.
    private static let documentForm = FileForm.Shape(
        file: "payload",
        fields: [
            "title", "description", "access_level", "document_id", "version_id", "payload_key",
        ])

    static func createVersion(_ call: Call) throws -> any FormReceiver {
        try FileForm.version(call, versionForm) { bare($0, call) }
    }

    private static let versionForm = FileForm.Shape(
        file: "payload", fields: ["title", "description"])
}
