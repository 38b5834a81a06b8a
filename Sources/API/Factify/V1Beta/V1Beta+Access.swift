internal import Ingest
internal import Sharing
internal import Storage

extension V1Beta {
    static func accessRoutes(_ routes: KeyedRoutes) -> [Route] {
        let one = "/v1beta/documents/{document_id}"
        let lookUps = routes.context.lookUps
        return [
            routes.plain(.get, one + "/access", runs: lookUps, access),
            routes.plain(.get, one + "/capabilities", runs: lookUps, capabilities),
            routes.plain(.get, one + "/general-access", runs: lookUps, generalAccess),
        ]
    }

    /// What 1.0 and 1.1 expect under this address, in one: both pass over what they do not know.
    private static func access(_ call: Call) throws -> HTTPResponse {
        let document = try call.operations.document(call.name("document_id"), as: call.subject)
        return .object { json in
            json.member("document_id", document.id.text)
            json.member("permission_set", written: document.role.permissions)
            json.member("general_access_level", document.access.general.rawValue)
        }
    }

    private static func capabilities(_ call: Call) throws -> HTTPResponse {
        let document = try call.operations.document(call.name("document_id"), as: call.subject)
        return .object { json in
            json.member("document_id", document.id.text)
            json.member("permission_set", written: document.role.permissions)
        }
    }

    private static func generalAccess(_ call: Call) throws -> HTTPResponse {
        let document = try call.operations.document(call.name("document_id"), as: call.subject)
        return .object { json in
            json.member("document_id", document.id.text)
            json.member("general_access_level", document.access.general.rawValue)
        }
    }
}
