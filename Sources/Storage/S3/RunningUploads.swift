internal import Synchronization

/// The names of the uploads in parts that this process is at.
final class RunningUploads: Sendable {
    private let ids = Mutex<Set<String>>([])

    func insert(_ id: String) {
        ids.withLock { _ = $0.insert(id) }
    }

    func remove(_ id: String) {
        ids.withLock { _ = $0.remove(id) }
    }

    func contains(_ id: String) -> Bool {
        ids.withLock { $0.contains(id) }
    }
}
