internal import Foundation
public import Hashing
public import Ingest
public import PDF
public import Storage

/// What an organization is called and how its papers look.
public struct OrganizationDetails: Hashable, Sendable {
    public let id: OrganizationID
    public var name: String
    /// How its entry pages look, without the logo.
    public var look: EntryPageLook
    /// The blob of its logo, a PNG file.
    public var logo: Digest?
    /// The watermark that copies of all its documents carry.
    public var watermark: WatermarkRequirement?
}

/// The bounds of what organizations say of themselves.
public enum OrganizationLimits {
    /// In code points.
    public static let name = 1...255
    /// Of a font's name, in code points.
    public static let fontFamily = 1...100
}

extension OrganizationDetails {
    /// In the caller's transaction; throws `notFound` where there is no such organization.
    static func find(_ id: OrganizationID, on db: any Connection) throws -> OrganizationDetails {
        guard let row = try db.first(select, [id]) else {
            throw OperationError.notFound("organization", id.text)
        }
        return OrganizationDetails(
            id: id, name: try row.text("name"),
            look: try EntryPageLook(stored: row.optionalText("entry_page")),
            logo: try row.optionalText("logo").flatMap { Digest(hex: $0) },
            watermark: try WatermarkRequirement(stored: row.optionalText("watermark")))
    }

    private static let select = """
        SELECT name, entry_page, logo, watermark
        FROM organizations
        WHERE id = $1
        """

    /// Writes everything but the watermark.
    func save(on db: any Connection) throws {
        try db.execute(Self.update, [id, name, look.stored, logo?.hex])
    }

    private static let update = """
        UPDATE organizations
        SET name = $2,
            entry_page = $3,
            logo = $4
        WHERE id = $1
        """
}

extension EntryPageLook {
    fileprivate init(stored text: String?) throws {
        guard let text else {
            self.init()
            return
        }
        do {
            self = try JSONDecoder().decode(EntryPageLook.self, from: Data(text.utf8))
        } catch {
            throw StorageError(
                .corrupt, "The look of entry pages is damaged. Set it again.", cause: error)
        }
    }

    /// As a row holds it; the logo is a blob of its own.
    fileprivate var stored: String {
        get throws {
            var bare = self
            bare.logo = nil
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(bare), as: UTF8.self)
        }
    }
}
