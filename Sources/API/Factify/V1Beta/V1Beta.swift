/// The Factify API as its official SDKs speak it: section C of its contract, with both minor
/// generations, 1.0 and 1.1, under one prefix.
///
/// Every success is 200 with JSON; single objects are wrapped.
public enum V1Beta {
    /// The surface below `/v1beta`.
    public static func surface(_ context: SurfaceContext) -> Surface {
        let routes = KeyedRoutes(context: context)
        return Surface(
            prefix: "/v1beta", errors: V1BetaErrors(),
            routes: documentRoutes(routes) + accessRoutes(routes) + versionRoutes(routes)
                + organizationRoutes(routes) + keyRoutes(routes) + userRoutes(routes))
    }
}
