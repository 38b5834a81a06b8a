internal import Ingest
internal import Sharing
internal import Storage

/// The newer generation of the Factify API: sections B and D of its contract.
///
/// Answers are flat, what has nothing to answer is 204, what is made is 201.
public enum V1 {
    /// The routes below `/v1` that this API has; others may stand beside them.
    public static func surface(_ context: SurfaceContext) -> Surface {
        let routes = KeyedRoutes(context: context)
        return Surface(
            prefix: "/v1", errors: V1Errors(),
            routes: documentRoutes(routes) + versionRoutes(routes) + keyRoutes(routes)
                + organizationRoutes(routes))
    }

    /// How names of users begin here; the letters behind are the same.
    static let userPrefix = "usr_"

    static func name(_ subject: SubjectID) -> String {
        switch subject {
        case .user(let user): userPrefix + user.suffix
        case .bot(let bot): bot.text
        }
    }

    static let done = HTTPResponse(.noContent)
}
