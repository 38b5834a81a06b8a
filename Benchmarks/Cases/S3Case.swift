import Foundation
import Hashing
import Signing
import Storage
import TestServers

/// Blobs to and from an S3 server, small ones and a large one.
struct S3Case: BenchmarkCase {
    static let name = "s3"
    static let title = "Blobs of 40 kB and one of 100 MB to and from an S3 server, beside boto3"

    private static let peer = Peer(script: "blobs_boto3.py")
    private static let smallBlobs = 200
    private static let smallBytes = 40_000
    private static let largeBytes = 100_000_000

    private let rounds: Int

    init(_ settings: BenchmarkSettings) {
        rounds = settings.rounds
    }

    /// Small blobs go one after the other. Ours hash what they send and verify what they
    /// fetch, and put it into the cache on disk; the peer writes plain files.
    func run() throws {
        let server = try S3Server()
        setenv("AWS_ACCESS_KEY_ID", server.accessKeyID, 1)
        setenv("AWS_SECRET_ACCESS_KEY", server.secretAccessKey, 1)
        var ours: [Figures] = []
        var theirs: [Figures] = []
        var deferred: [Double] = []
        for round in 0..<rounds {
            let input = try Input(seed: UInt64(round))
            ours.append(try measure(input, server))
            deferred.append(try measureDeferred(input, server))
            theirs.append(try measurePeer(input, server))
        }
        compare("put, 40 kB", ours.map(\.small_put), theirs.map(\.small_put), Self.smallBlobs)
        report(
            "put, 40 kB, ours deferred, then made durable",
            Measurement(deferred.map { $0 / Double(Self.smallBlobs) * 1_000 }).text("ms each"))
        compare("get, 40 kB", ours.map(\.small_get), theirs.map(\.small_get), Self.smallBlobs)
        compare("put, 100 MB", ours.map(\.large_put), theirs.map(\.large_put), 1)
        compare("get, 100 MB", ours.map(\.large_get), theirs.map(\.large_get), 1)
    }

    private func compare(_ what: String, _ ours: [Double], _ theirs: [Double], _ count: Int) {
        for (who, seconds) in [("ours", ours), ("boto3", theirs)] {
            report(
                "\(what), \(who)",
                Measurement(seconds.map { $0 / Double(count) * 1_000 }).text("ms each"))
        }
        let ratios = zip(theirs, ours).map { $0 / $1 }
        report("  theirs to ours, round by round", Measurement(ratios).text("×", digits: 2))
    }

    /// Seconds for all small blobs and for the large one.
    private struct Figures: Decodable {
        var small_put = 0.0
        var small_get = 0.0
        var large_put = 0.0
        var large_get = 0.0
    }

    // MARK: - Ours

    private func measure(_ input: Input, _ server: S3Server) throws -> Figures {
        let bucket = try server.makeBucket()
        let scratch = try ScratchFolder()
        let writer = try store(bucket, server, cache: scratch.path + "/writer")
        // Another process would have nothing in its cache.
        let reader = try store(bucket, server, cache: scratch.path + "/reader")
        var small: [Digest] = []
        var large: Digest?
        var figures = Figures()
        figures.small_put = try Measurement.seconds {
            small = try input.small.map { try writer.put($0, durability: .durable).digest }
        }
        figures.small_get = try Measurement.seconds {
            for digest in small { _ = try reader.open(digest) }
        }
        figures.large_put = try Measurement.seconds { large = try upload(input, to: writer) }
        figures.large_get = try Measurement.seconds {
            if let large { _ = try reader.open(large) }
        }
        return figures
    }

    /// As the pages of a document are stored: several are sent at once.
    private func measureDeferred(_ input: Input, _ server: S3Server) throws -> Double {
        let scratch = try ScratchFolder()
        let blobs = try store(try server.makeBucket(), server, cache: scratch.path)
        return try Measurement.seconds {
            let digests = try input.small.map { try blobs.put($0, durability: .deferred).digest }
            try blobs.makeDurable(digests)
        }
    }

    /// From a file, as an upload comes.
    private func upload(_ input: Input, to blobs: any BlobStore) throws -> Digest {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: input.largePath))
        let upload = try blobs.beginUpload(maxBytes: Self.largeBytes)
        while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {
            try chunk.withUnsafeBytes { try upload.write($0) }
        }
        return try upload.finish(expecting: nil).digest
    }

    private func store(
        _ bucket: String, _ server: S3Server, cache: String
    ) throws -> S3BlobStore {
        try S3BlobStore(
            url: "s3://\(bucket)?endpoint=\(server.endpoint)&region=\(server.region)"
                + "&path-style=true",
            credentials: AWSCredentials(
                accessKeyID: server.accessKeyID, secretAccessKey: server.secretAccessKey),
            cacheFolder: cache)
    }

    // MARK: - Theirs

    private func measurePeer(_ input: Input, _ server: S3Server) throws -> Figures {
        try Self.peer.run(
            [server.endpoint, server.region, try server.makeBucket(), input.largePath]
                + input.smallPaths)
    }

    // MARK: - Input

    /// Bytes that do not compress, in memory and as files.
    private struct Input {
        let small: [[UInt8]]
        let smallPaths: [String]
        let largePath: String
        private let scratch: ScratchFolder

        init(seed: UInt64) throws {
            let scratch = try ScratchFolder()
            var state = seed &+ 0x9e37_79b9_7f4a_7c15
            let small = (0..<S3Case.smallBlobs).map { _ in
                Self.bytes(S3Case.smallBytes, &state)
            }
            smallPaths = try small.enumerated().map { index, bytes in
                let path = "\(scratch.path)/small-\(index)"
                try Data(bytes).write(to: URL(fileURLWithPath: path))
                return path
            }
            largePath = scratch.path + "/large"
            try Data(Self.bytes(S3Case.largeBytes, &state))
                .write(to: URL(fileURLWithPath: largePath))
            self.small = small
            self.scratch = scratch
        }

        private static func bytes(_ count: Int, _ state: inout UInt64) -> [UInt8] {
            var words = [UInt64](repeating: 0, count: count / 8)
            for index in words.indices {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                words[index] = state
            }
            return words.withUnsafeBytes { [UInt8]($0) }
        }
    }
}
