internal import Foundation
internal import Hashing
internal import Ingest
internal import Sharing
internal import Storage

/// Takes the file that is sent to a link.
final class LinkedFileReceiver: BodyReceiver {
    private let upload: ArrivingUpload

    init(_ upload: ArrivingUpload) {
        self.upload = upload
    }

    func receive(_ bytes: UnsafeRawBufferPointer) throws {
        try upload.write(bytes)
    }

    /// Answers with the receipt.
    func finish() throws -> HTTPResponse {
        let arrival = try upload.finish(fileName: nil)
        let receipt = Receipt(
            document_id: arrival.document.text, version_id: arrival.version.text,
            sha256: arrival.digest.hex)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        var response = HTTPResponse.json(Array(try encoder.encode(receipt)), status: .created)
        response.headers["ETag"] = EntityTag(arrival.digest.hex).headerValue
        response.headers["Cache-Control"] = "private, no-store"
        return response
    }

    func abandon() { upload.cancel() }

    private struct Receipt: Encodable {
        let document_id: String
        let version_id: String
        let sha256: String
    }
}
