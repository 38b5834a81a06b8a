internal import Sharing

extension V1 {
    static func createDocument(_ call: Call) throws -> any FormReceiver {
        try FileForm.document(call, documentForm) { flat($0, nil, call, status: .created) }
    }

    private static let documentForm = FileForm.Shape(
        file: "file", fields: ["title", "description", "access_level"])

    static func createVersion(_ call: Call) throws -> any FormReceiver {
        try FileForm.version(call, versionForm) { flat($0, status: .created) }
    }

    private static let versionForm = FileForm.Shape(
        file: "file", fields: ["title", "description"])
}
