internal import Ingest
internal import Sharing

extension V1 {
    static func versionRoutes(_ routes: KeyedRoutes) -> [Route] {
        let all = "/v1/documents/{document_id}/versions"
        let one = all + "/{version_id}"
        return [
            routes.plain(.get, all, listVersions),
            routes.form(.post, all, createVersion),
            routes.plain(.get, one, runs: routes.context.lookUps, version),
            routes.collected(.patch, one, updateVersion),
        ]
    }

    /// All, newest first.
    private static func listVersions(_ call: Call) throws -> HTTPResponse {
        let versions = try call.operations.versions(
            of: call.name("document_id"), limit: Int(Int32.max), as: call.subject)
        return .object { json in
            json.array("versions", versions) { write($0, to: &$1) }
        }
    }

    private static func version(_ call: Call) throws -> HTTPResponse {
        flat(try named(call))
    }

    private static func named(_ call: Call) throws -> VersionView {
        try call.operations.version(
            call.name("version_id"), of: call.name("document_id"), as: call.subject)
    }

    private static func updateVersion(_ call: Call) throws -> HTTPResponse {
        let members = try RequestMembers(of: call.request, known: ["title", "description"])
        let version = try call.operations.update(
            version: named(call).version.id, title: members.text("title"),
            description: members.text("description"), as: call.subject)
        return flat(version)
    }

    static func flat(_ version: VersionView, status: HTTPStatus = .ok) -> HTTPResponse {
        var json = JSONWriter()
        write(version, to: &json)
        return .json(json.bytes, status: status)
    }
}
