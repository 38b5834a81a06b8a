internal import Hashing
internal import Synchronization

/// The pages that were compared last, ready for the next comparison: of versions that arrive
/// together one is a candidate of several, and every picture costs a helper.
///
/// Safe from any thread.
final class PreparedPages: Sendable {
    /// A page (from 0) of a document.
    struct Name: Hashable {
        let digest: Digest
        let page: Int
    }

    private let state = Mutex(State())

    /// How many pages are kept, about 2 MB each.
    private static let maxPages = 16

    private struct State {
        var pages: [Name: PreparedPage] = [:]
        /// The one that was asked for last is the last.
        var names: [Name] = []
    }

    /// The page as it was kept, or as `prepare` makes it, which may be nothing.
    func page(_ name: Name, prepare: () throws -> PreparedPage?) rethrows -> PreparedPage? {
        if let kept = kept(name) { return kept }
        guard let page = try prepare() else { return nil }
        keep(page, name)
        return page
    }

    private func kept(_ name: Name) -> PreparedPage? {
        state.withLock { state in
            guard let page = state.pages[name] else { return nil }
            state.names.removeAll { $0 == name }
            state.names.append(name)
            return page
        }
    }

    private func keep(_ page: PreparedPage, _ name: Name) {
        state.withLock { state in
            guard state.pages.updateValue(page, forKey: name) == nil else { return }
            state.names.append(name)
            if state.names.count > Self.maxPages {
                state.pages[state.names.removeFirst()] = nil
            }
        }
    }
}
