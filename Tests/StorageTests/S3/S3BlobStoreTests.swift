import Foundation
import Hashing
import Signing
import TestServers
import TestSupport
import XCTest

@testable import Storage

final class S3BlobStoreTests: XCTestCase {
    private let small = Array("a small blob".utf8)

    private func digest(_ bytes: [UInt8]) -> Digest { SHA256.digest(of: bytes) }

    /// No two blocks of 4 KiB in a row are equal.
    private func large(_ count: Int = 12 << 20) -> [UInt8] {
        (0..<count / 4_096).flatMap {
            [UInt8](repeating: UInt8(truncatingIfNeeded: $0 % 251), count: 4_096)
        }
    }

    private func upload(_ bytes: [UInt8], to store: S3BlobStore) throws -> StoredBlob {
        let upload = try store.beginUpload(maxBytes: bytes.count)
        try upload.write(bytes)
        return try upload.finish(expecting: nil)
    }

    /// Writes an object behind the store's back.
    private func overwrite(_ digest: Digest, with bytes: [UInt8], in store: S3BlobStore) throws {
        _ = try store.client.require(
            S3Request(
                method: "PUT", key: store.layout.key(of: digest), body: .bytes(bytes),
                payload: .sha256(self.digest(bytes))))
    }

    private func assertThrows(
        _ code: StorageError.Code, _ words: String = "", line: UInt = #line,
        _ body: () throws -> Void
    ) {
        XCTAssertThrowsError(try body(), line: line) {
            XCTAssertEqual(($0 as? StorageError)?.code, code, "\($0)", line: line)
            XCTAssertTrue(words.isEmpty || "\($0)".contains(words), "\($0)", line: line)
        }
    }

    // MARK: - Opening the store

    func testAWrongSecretIsRefusedAndNotPrinted() throws {
        let maker = try S3StoreMaker()
        let wrong = AWSCredentials(
            accessKeyID: maker.server.accessKeyID, secretAccessKey: "hush+/wrong")
        XCTAssertThrowsError(
            try S3BlobStore(
                url: maker.url(), credentials: wrong, cacheFolder: maker.folder.path("cache"))
        ) {
            XCTAssertEqual(($0 as? StorageError)?.code, .unavailable)
            XCTAssertTrue("\($0)".contains("AWS_SECRET_ACCESS_KEY"), "\($0)")
            XCTAssertFalse("\($0)".contains("hush"))
        }
    }

    func testAMissingBucketIsSaid() throws {
        let maker = try S3StoreMaker()
        assertThrows(.unavailable, "bucket does not exist") {
            _ = try maker.makeStore(url: maker.url(bucket: "no-such-bucket"))
        }
    }

    func testAWrongRegionIsSaid() throws {
        let maker = try S3StoreMaker()
        let url = maker.url().replacingOccurrences(of: maker.server.region, with: "mars-1")
        assertThrows(.unavailable, "region") { _ = try maker.makeStore(url: url) }
    }

    func testNobodyThereIsSaid() throws {
        let maker = try S3StoreMaker()
        assertThrows(.unavailable, "cannot be reached") {
            _ = try maker.makeStore(url: maker.url(port: LoopbackPort.free()))
        }
    }

    func testTemporaryKeysAreTaken() throws {
        let maker = try S3StoreMaker()
        let keys = maker.server.temporaryKeys
        let store = try S3BlobStore(
            url: maker.url(),
            credentials: AWSCredentials(
                accessKeyID: keys.accessKeyID, secretAccessKey: keys.secretAccessKey,
                sessionToken: keys.sessionToken),
            cacheFolder: maker.folder.path("cache"))
        XCTAssertTrue(try upload(small, to: store).isNew)
    }

    func testTheBucketMayStandInTheHostsName() throws {
        let maker = try S3StoreMaker()
        let store = try maker.makeStore(
            url: "s3://\(maker.bucket)/pre fix?endpoint=\(maker.server.virtualHostEndpoint)"
                .replacingOccurrences(of: " ", with: "%20")
                + "&region=\(maker.server.region)&path-style=false")
        let blob = try upload(small, to: store)
        XCTAssertEqual(
            try maker.server.objects(in: maker.bucket),
            ["pre fix/blobs/\(blob.digest.hex.prefix(2))/\(blob.digest.hex)"])
        XCTAssertEqual(try store.verify(blob.digest), .intact(byteCount: small.count))
    }

    // MARK: - Storing

    func testALargeBlobIsSentInParts() throws {
        let maker = try S3StoreMaker()
        let store = try maker.makeStore()
        let bytes = large()
        let blob = try upload(bytes, to: store)
        XCTAssertEqual(blob, StoredBlob(digest: digest(bytes), byteCount: bytes.count, isNew: true))
        XCTAssertEqual(
            try maker.server.requests(of: maker.bucket).count { $0.contains("partNumber=") }, 3)
        XCTAssertEqual(try store.verify(blob.digest), .intact(byteCount: bytes.count))
        XCTAssertFalse(try upload(bytes, to: store).isNew)
        XCTAssertEqual(
            try maker.server.requests(of: maker.bucket).count { $0.contains("partNumber=") }, 3)
    }

    func testADamagedBlobIsHealedByTheSameUpload() throws {
        let maker = try S3StoreMaker()
        let store = try maker.makeStore()
        for bytes in [small, large()] {
            for wrong in [[1, 2, 3], [UInt8](repeating: 9, count: min(bytes.count, 12))] {
                _ = try upload(bytes, to: store)
                try overwrite(digest(bytes), with: wrong, in: store)
                XCTAssertFalse(try upload(bytes, to: store).isNew)
                XCTAssertEqual(
                    try store.verify(digest(bytes)), .intact(byteCount: bytes.count))
            }
        }
    }

    func testAServerWithoutConditionsIsWrittenToWithoutThem() throws {
        let maker = try S3StoreMaker()
        let store = try maker.makeStore()
        try maker.inject(S3Fault(.status(501), method: "PUT", uri: maker.bucket))
        XCTAssertTrue(try upload(small, to: store).isNew)
        XCTAssertFalse(try upload(small, to: store).isNew)
        XCTAssertTrue(try upload([7], to: store).isNew)
    }

    func testPassingFailuresAreRetried() throws {
        let maker = try S3StoreMaker()
        let store = try maker.makeStore()
        for kind: S3Fault.Kind in [
            .status(503), .status(429, retryAfter: 1), .status(500), .drop, .dropAnswer,
        ] {
            try maker.inject(S3Fault(kind, method: "PUT", uri: maker.bucket, count: 2))
            let bytes = Array("\(kind)".utf8)
            XCTAssertEqual(try upload(bytes, to: store).digest, digest(bytes))
            XCTAssertEqual(try store.byteCount(of: digest(bytes)), bytes.count)
        }
    }

    func testAServerThatStaysUnwellIsUnavailableAndNothingIsKept() throws {
        let maker = try S3StoreMaker()
        let store = try maker.makeStore()
        try maker.inject(S3Fault(.status(500), method: "PUT", uri: maker.bucket, count: 60))
        assertThrows(.unavailable) { _ = try upload(small, to: store) }
        assertThrows(.unavailable) { _ = try upload(large(), to: store) }
        try maker.server.clearFaults()
        XCTAssertEqual(try maker.server.objects(in: maker.bucket), [])
        XCTAssertEqual(try maker.server.uploads(in: maker.bucket), [])
        XCTAssertEqual(try store.removeAbandonedUploads(olderThan: .zero), 0)
    }

    func testAnUploadThatIsCutIsWholeAndLeavesNoParts() throws {
        let maker = try S3StoreMaker()
        let proxy = try CuttingProxy(to: maker.server.port)
        let store = try maker.makeStore(url: maker.url(port: proxy.port))
        let bytes = large()
        proxy.cut(afterUploaded: 2 << 20)
        XCTAssertTrue(try upload(bytes, to: store).isNew)
        XCTAssertEqual(try maker.server.uploads(in: maker.bucket), [])
        XCTAssertEqual(try store.verify(digest(bytes)), .intact(byteCount: bytes.count))
    }

    func testALostAnswerToACompletionIsNoFailure() throws {
        let maker = try S3StoreMaker()
        let store = try maker.makeStore()
        try maker.inject(
            S3Fault(.dropAnswer, method: "POST", uri: "\(maker.bucket)/blobs", skipping: 1))
        let bytes = large()
        XCTAssertEqual(try upload(bytes, to: store).digest, digest(bytes))
        XCTAssertEqual(try maker.server.uploads(in: maker.bucket), [])
        XCTAssertEqual(try store.verify(digest(bytes)), .intact(byteCount: bytes.count))
    }

    func testAKilledUploadIsRemovedOnceItIsOldEnough() throws {
        let maker = try S3StoreMaker()
        try maker.inject(
            S3Fault(
                .status(503, retryAfter: 60), method: "PUT", uri: "\(maker.bucket)/blobs",
                skipping: 1, count: 50))
        setenv("AWS_ACCESS_KEY_ID", maker.server.accessKeyID, 1)
        setenv("AWS_SECRET_ACCESS_KEY", maker.server.secretAccessKey, 1)
        let tool = try TestTool(
            "blobs", maker.url(), maker.folder.path("cache"), "upload", "\(12 << 20)")
        try eventually("a part that is refused") {
            try maker.server.requests(of: maker.bucket).contains { $0.hasSuffix("503") }
        }
        tool.kill()
        try maker.server.clearFaults()
        // To the server of the tests, every upload has begun in 2010.
        var settings = S3StoreMaker.quick
        settings.shortestAbandonedAge = .seconds(100 * 365 * 86_400)
        XCTAssertEqual(
            try maker.makeStore(settings: settings).removeAbandonedUploads(olderThan: .zero), 1,
            "the spooled file alone")
        settings.shortestAbandonedAge = .zero
        let store = try maker.makeStore(settings: settings)
        XCTAssertEqual(try maker.server.uploads(in: maker.bucket).count, 1)
        XCTAssertEqual(try store.removeAbandonedUploads(olderThan: .zero), 1)
        XCTAssertEqual(try maker.server.uploads(in: maker.bucket), [])
    }

    // MARK: - Deferred blobs

    func testADeferredBlobIsOpenWhileTheServerIsAway() throws {
        let maker = try S3StoreMaker()
        let proxy = try CuttingProxy(to: maker.server.port)
        let store = try maker.makeStore(url: maker.url(port: proxy.port))
        proxy.setRefusing(true)
        let blob = try store.put(small, durability: .deferred)
        XCTAssertEqual(try store.open(blob.digest).contents(maxBytes: 100), small)
        assertThrows(.unavailable) { try store.makeDurable([blob.digest]) }
        proxy.setRefusing(false)
        try store.makeDurable([blob.digest])
        XCTAssertEqual(try store.verify(blob.digest), .intact(byteCount: small.count))
    }

    func testADeferredBlobOfADeadProcessComesFromTheCache() throws {
        let maker = try S3StoreMaker()
        let store = try maker.makeStore()
        try store.cache.store(small, as: digest(small))
        try maker.makeStore().makeDurable([digest(small)])
        XCTAssertEqual(try maker.server.objects(in: maker.bucket).count, 1)
    }

    // MARK: - Reading

    func testDamagedDownloadsAreNeverServed() throws {
        let maker = try S3StoreMaker()
        _ = try upload(small, to: maker.makeStore())
        let store = try maker.makeStore(cache: "other")
        try maker.inject(S3Fault(.flip, method: "GET", uri: "\(maker.bucket)/blobs"))
        XCTAssertEqual(try store.open(digest(small)).contents(maxBytes: 100), small)
        try overwrite(digest(small), with: [1, 2, 3], in: store)
        let third = try maker.makeStore(cache: "third")
        assertThrows(.digestMismatch) { _ = try third.open(digest(small)) }
        XCTAssertEqual(
            try third.verify(digest(small)), .damaged(actual: digest([1, 2, 3]), byteCount: 3))
    }

    func testADamagedCopyOnThisMachineIsFetchedAgain() throws {
        let maker = try S3StoreMaker()
        let store = try maker.makeStore()
        _ = try upload(small, to: store)
        for read in [
            { try store.openWhole($0).contents(maxBytes: 100) },
            { try store.contents(of: $0, maxBytes: 100) },
        ] as [(Digest) throws -> [UInt8]] {
            _ = try store.open(digest(small))
            try damageCopies(below: maker.folder.path("cache"))
            XCTAssertEqual(try read(digest(small)), small)
        }
    }

    /// Turns a byte of every file.
    private func damageCopies(below folder: String) throws {
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder)
        where path.hasSuffix(digest(small).hex) {
            var bytes = small
            bytes[3] ^= 1
            try FileManager.default.removeItem(atPath: "\(folder)/\(path)")
            try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(path)"))
        }
    }

    func testQuarantineOfWhatIsGoneMeanwhileIsNone() throws {
        let maker = try S3StoreMaker()
        let store = try maker.makeStore()
        XCTAssertFalse(try store.copy("blobs/none", to: "quarantine/a", ifMatch: nil))
        XCTAssertEqual(try maker.server.objects(in: maker.bucket), [])
    }

    func testACutDownloadGoesOnWhereItWas() throws {
        let maker = try S3StoreMaker()
        let bytes = large(4 << 20)
        _ = try upload(bytes, to: maker.makeStore())
        let store = try maker.makeStore(cache: "other")
        try maker.inject(S3Fault(.truncate, method: "GET", uri: "\(maker.bucket)/blobs"))
        XCTAssertEqual(try store.open(digest(bytes)).contents(maxBytes: bytes.count), bytes)
        let answers = try maker.server.requests(of: maker.bucket)
            .filter { $0.hasPrefix("GET /\(maker.bucket)/blobs") }
        XCTAssertEqual(answers.last?.suffix(3), "206")
    }

    func testEqualOpensFetchOnce() throws {
        let maker = try S3StoreMaker()
        let bytes = large(2 << 20)
        let name = digest(bytes)
        _ = try upload(bytes, to: maker.makeStore())
        let store = try maker.makeStore(cache: "other")
        try inParallel(8) { _ in
            XCTAssertEqual(try store.open(name).byteCount, 2 << 20)
        }
        let count = try maker.server.requests(of: maker.bucket)
            .count { $0.hasPrefix("GET /\(maker.bucket)/blobs") }
        XCTAssertEqual(count, 1)
    }

    func testASmallCacheServesMoreThanItHolds() throws {
        let maker = try S3StoreMaker()
        var settings = S3StoreMaker.quick
        settings.maxCacheBytes = 3_000
        let stores = try (0..<2).map { _ in try maker.makeStore(settings: settings) }
        let blobs = (0..<20).map { [UInt8](repeating: UInt8($0), count: 1_000) }
        for bytes in blobs { _ = try upload(bytes, to: stores[0]) }
        for store in stores {
            for bytes in blobs {
                XCTAssertEqual(try store.open(digest(bytes)).contents(maxBytes: 1_000), bytes)
            }
        }
        let files = try FileManager.default.subpathsOfDirectory(atPath: maker.folder.path("cache"))
        XCTAssertLessThanOrEqual(files.count { ($0 as NSString).lastPathComponent.count == 64 }, 4)
    }

    func testAPresignedAddressNeedsNoKeys() throws {
        let maker = try S3StoreMaker()
        let store = try maker.makeStore()
        let blob = try upload(small, to: store)
        let http = HTTPClient(settings: HTTPSettings())
        let url = store.presignedURL(
            of: blob.digest, expires: 60, answering: [("content-type", "application/pdf")])
        XCTAssertTrue(url.contains("response-content-type=application%2Fpdf"))
        let answer = try http.send(HTTPRequest(method: "GET", url: url))
        XCTAssertEqual(answer.status, 200)
        XCTAssertEqual(answer.body, small)
        let head = store.presignedURL(of: blob.digest, isHead: true, expires: 60)
        XCTAssertEqual(try http.send(HTTPRequest(method: "HEAD", url: head)).status, 200)
        XCTAssertEqual(try http.send(HTTPRequest(method: "HEAD", url: url)).status, 403)
        XCTAssertEqual(try http.send(HTTPRequest(method: "GET", url: url + "0")).status, 403)
    }

    func testStraysAreListed() throws {
        let maker = try S3StoreMaker()
        let store = try maker.makeStore()
        _ = try upload(small, to: store)
        for key in ["blobs/a b+c", "blobs/zz/readme"] {
            _ = try store.client.require(S3Request(method: "PUT", key: key))
        }
        XCTAssertEqual(try store.strays(), ["a b+c", "zz/readme"])
        var count = 0
        try store.forEach { _, _ in count += 1 }
        XCTAssertEqual(count, 1)
    }
}
