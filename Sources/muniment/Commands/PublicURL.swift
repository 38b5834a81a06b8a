extension ParsedArguments {
    /// What `--public-url` says, without a slash at its end; `nil` when none is given and there is
    /// no default.
    func publicURL() throws(UsageError) -> String? {
        guard var url = string("public-url") else { return nil }
        while url.hasSuffix("/") { url.removeLast() }
        guard url.hasPrefix("https://") || url.hasPrefix("http://"), !url.contains(" ") else {
            throw error(
                "the value '\(url)' of '--public-url' is not valid",
                remedy: "Give one such as https://documents.example.org.")
        }
        return url
    }
}
