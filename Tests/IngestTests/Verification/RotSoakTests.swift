import Foundation
import Hashing
import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

/// Random damage to stores of many blobs: all of it is found in one pass, and nothing else.
final class RotSoakTests: XCTestCase {
    private var random = SeededGenerator(seed: Soak.seed)

    func testRandomDamageIsFoundAndHealed() throws {
        for round in 0..<Soak.rounds(short: 2, long: 200) {
            let test = try TestStore()
            let digests = try makeBlobs(Soak.rounds(short: 60, long: 400), in: test)
            let before = try descriptors()
            let damaged = try damage(digests, in: test)
            let found = try StoreVerification(store: test.store).run()
            XCTAssertEqual(Set(found.damaged.map(\.digest)), damaged, "round \(round)")
            let report = try StoreHealing(test.store, from: [.folder(test.folder.path("copy"))])
                .run(found)
            XCTAssertEqual(Set(report.repaired.map(\.digest)), damaged, "round \(round)")
            let again = try StoreVerification(store: test.store).run()
            XCTAssertTrue(again.isSound, "round \(round), seed \(Soak.seed)")
            XCTAssertEqual(again.damaged, [])
            XCTAssertEqual(again.blobCount, Set(digests).count, "round \(round)")
            XCTAssertLessThanOrEqual(try descriptors(), before, "round \(round)")
        }
    }

    /// Of all sizes up to a few megabytes, small ones most of all; the same in a folder beside.
    private func makeBlobs(_ count: Int, in test: TestStore) throws -> [Digest] {
        let copy = try FileBlobStore(folder: test.folder.path("copy"))
        return try (0..<count).map { number in
            let most = 1 << Int.random(in: 1...21, using: &random)
            let size = Int.random(in: 1...most, using: &random)
            var bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: size)
            for _ in 0..<min(size, 64) {
                let place = Int.random(in: 0..<size, using: &random)
                bytes[place] = .random(in: 0...255, using: &random)
            }
            try copy.put(bytes, durability: .deferred)
            return try test.store.blobs.put(bytes, durability: .deferred).digest
        }
    }

    /// Damages about one in five; returns those that are not what they were.
    private func damage(_ digests: [Digest], in test: TestStore) throws -> Set<Digest> {
        let kinds: [Rot] = [
            .flippedFirst, .flippedMiddle, .flippedLast, .cutByOne, .cutToNothing, .zeroFilled,
            .appended,
        ]
        var damaged: Set<Digest> = []
        for digest in Set(digests).sorted() where Int.random(in: 0..<5, using: &random) == 0 {
            guard let rot = kinds.randomElement(using: &random) else { continue }
            try test.damage(digest, by: rot)
            if try test.store.blobs.verify(digest)
                != .intact(
                    byteCount: try XCTUnwrap(test.store.blobs.byteCount(of: digest)))
            {
                damaged.insert(digest)
            }
        }
        return damaged
    }

    private func descriptors() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
}
