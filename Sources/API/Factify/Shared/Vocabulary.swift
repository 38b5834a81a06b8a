internal import Ingest
internal import Sharing

// What both dialects call things.

extension VersionState {
    /// `processing`, `ready` or `failed`: a damaged document that could be read is ready, one
    /// that only a password opens has failed.
    var factifyStatus: String {
        switch self {
        case .processing: "processing"
        case .ready, .degraded: "ready"
        case .needsPassword, .failed: "failed"
        }
    }

    /// The states that are called so; `nil` where none is.
    static func called(_ status: String) -> [VersionState]? {
        let states = allCases.filter { $0.factifyStatus == status }
        return states.isEmpty ? nil : states
    }
}

extension GeneralAccess {
    /// As documents carry it.
    var accessLevel: String {
        switch self {
        case .restricted: "private"
        case .organization: "organization"
        case .anyoneWithLink: "public"
        }
    }

    init?(accessLevel: String) {
        guard let level = Self.allCases.first(where: { $0.accessLevel == accessLevel }) else {
            return nil
        }
        self = level
    }
}

extension DocumentRole {
    /// The object of sixteen booleans that says what the role may do.
    var permissions: [UInt8] { Self.written[self] ?? [] }

    private static let written = Dictionary(
        uniqueKeysWithValues: allCases.map { role in
            let members = Capability.allCases.map { "\"\($0.rawValue)\":\($0.leastRole <= role)" }
            return (role, Array("{\(members.joined(separator: ","))}".utf8))
        })
}

/// The one format that is taken in.
let sourceFormat = "pdf"
