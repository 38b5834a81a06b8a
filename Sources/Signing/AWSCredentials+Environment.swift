extension AWSCredentials {
    /// Reads `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, for temporary keys,
    /// `AWS_SESSION_TOKEN`. A variable that is empty counts as missing.
    public init(environment: [String: String]) throws(MissingCredentials) {
        func value(_ name: String) throws(MissingCredentials) -> String {
            guard let value = environment[name], !value.isEmpty else {
                throw MissingCredentials(variable: name)
            }
            return value
        }
        let token = environment["AWS_SESSION_TOKEN"] ?? ""
        self.init(
            accessKeyID: try value("AWS_ACCESS_KEY_ID"),
            secretAccessKey: try value("AWS_SECRET_ACCESS_KEY"),
            sessionToken: token.isEmpty ? nil : token)
    }
}

/// A variable of the environment that should hold a part of the credentials and does not.
public struct MissingCredentials: Error, Hashable, Sendable, CustomStringConvertible {
    /// The variable's name.
    public let variable: String

    public var description: String {
        "\(variable) is not set; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to the keys of "
            + "the bucket's user"
    }
}
