internal import Foundation
internal import Ingest
internal import Storage

extension CopyPolicy {
    /// What holds for a document, in the caller's transaction.
    ///
    /// Whoever signs a link reads its epochs first: a requirement that is set in between ends
    /// the link then.
    static func find(_ document: DocumentID, on db: any Connection) throws -> CopyPolicy {
        guard let row = try db.first(select, [document]) else {
            throw OperationError.notFound("document", document.text)
        }
        return CopyPolicy(
            organization: try WatermarkRequirement(
                stored: row.optionalText("organization_watermark")),
            document: try WatermarkRequirement(stored: row.optionalText("document_watermark")))
    }

    private static let select = """
        SELECT
            organizations.watermark AS organization_watermark,
            documents.watermark AS document_watermark
        FROM documents
        JOIN organizations ON organizations.id = documents.organization_id
        WHERE documents.id = $1
        """
}

extension WatermarkRequirement {
    /// Reads what a row holds. What cannot be read is an error: nothing leaves unmarked then.
    init?(stored text: String?) throws {
        guard let text else { return nil }
        do {
            self = try JSONDecoder().decode(WatermarkRequirement.self, from: Data(text.utf8))
        } catch {
            throw StorageError(
                .corrupt, "A watermark's row is damaged. Set the watermark again.", cause: error)
        }
    }

    /// As a row holds it.
    var stored: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
