import Foundation
import Storage
import TestSupport

/// Clients that go on while something else happens.
final class Storm {
    private let shared: StormClient.Shared
    private let clients: Int
    private let stop = Signal()

    init(_ shared: StormClient.Shared, clients: Int) {
        self.shared = shared
        self.clients = clients
    }

    /// Has all clients act while `body` runs; returns the seconds that it took.
    func blow(_ body: () throws -> Void) throws -> Double {
        let ended = Recorder<Int>()
        for number in 0..<clients {
            Thread.detachNewThread { [shared, stop] in
                let client = StormClient(shared, seed: Soak.seed &+ UInt64(number))
                // A pause between two acts: who is killed is the point, not how fast a loop is.
                while stop.wait(beyond: 0, until: Date(timeIntervalSinceNow: 0.01)) == 0 {
                    client.act()
                }
                ended.note(number)
            }
        }
        let start = ContinuousClock.now
        let outcome = Result { try body() }
        let seconds = (ContinuousClock.now - start).seconds
        stop.raise()
        try ended.wait(for: clients, "the clients", seconds: 60)
        try outcome.get()
        return seconds
    }
}
