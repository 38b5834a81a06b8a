internal import Hashing
internal import Ingest
public import PDF
internal import Storage

/// What is to be changed of an organization; `nil` leaves a part as it is.
public struct OrganizationChange: Sendable {
    /// What becomes of the logo.
    public enum Logo: Sendable {
        /// The bytes of a PNG file.
        case set([UInt8])
        case remove
    }

    public var name: String?
    /// The logo in it counts for nothing.
    public var look: EntryPageLook?
    public var logo: Logo?

    public init() {}
}

extension DocumentOperations {
    /// What the subject's organization is called and how its papers look.
    public func organization(as subject: Subject) throws -> OrganizationDetails {
        try store.database.read { db in
            try OrganizationDetails.find(subject.organization, on: db)
        }
    }

    /// Changes the subject's organization, and returns it.
    ///
    /// A page is drawn on trial first: throws `OperationError` for a look that cannot be drawn,
    /// such as a logo that is no PNG.
    public func update(
        organization change: OrganizationChange, as subject: Subject
    ) throws -> OrganizationDetails {
        try subject.requireAdmin("change it")
        try check(change)
        let mark = store.referrals.mark()
        let logo = try stored(change.logo)
        return try store.database.write { db in
            var details = try OrganizationDetails.find(subject.organization, on: db)
            details.name = change.name ?? details.name
            details.look = change.look ?? details.look
            switch logo {
            case .some(let digest): details.logo = digest
            case nil: break
            }
            // Also the logo that stays: another call may be taking it away at this moment.
            try store.referrals.confirm(details.logo.map { [$0] } ?? [], since: mark, on: db)
            try details.save(on: db)
            return details
        }
    }

    private func check(_ change: OrganizationChange) throws {
        if let name = change.name {
            guard OrganizationLimits.name.contains(name.unicodeScalars.count), name.isVisible,
                !name.unicodeScalars.contains(where: \.properties.isControl)
            else {
                throw OperationError.invalid(
                    "name", "An organization's name has 1 to 255 characters on one line.")
            }
        }
        var look = change.look ?? EntryPageLook()
        guard OrganizationLimits.fontFamily.contains(look.fontFamily.unicodeScalars.count) else {
            throw OperationError.invalid("font", "The name of a font has 1 to 100 characters.")
        }
        look.logo = nil
        if case .set(let bytes) = change.logo { look.logo = bytes }
        do {
            _ = try EntryPage.draw(EntryPageContent(title: "Trial"), look: look)
        } catch let error as DrawingError where error.code == .badPicture {
            throw OperationError.invalid("logo", error.message)
        }
    }

    /// The blob of a logo that is to be set; `.some(nil)` for one that is to go.
    private func stored(_ logo: OrganizationChange.Logo?) throws -> Digest?? {
        switch logo {
        case .set(let bytes): .some(try store.blobs.put(bytes, durability: .durable).digest)
        case .remove: .some(nil)
        case nil: nil
        }
    }
}
