import Foundation
import Signing

/// Links of our own and presigned requests of S3, on one core, without any I/O.
struct LinksCase: BenchmarkCase {
    static let name = "links"
    static let title = "Links signed and verified on one core, beside botocore"

    private static let peer = Peer(script: "links_botocore.py")
    private static let ownLinks = 300_000
    private static let requests = 30_000
    /// A link of its own each, as many as fit into the processor's caches and more.
    private static let distinct = 10_000

    private let rounds: Int

    init(_ settings: BenchmarkSettings) {
        rounds = settings.rounds
    }

    /// Links a second.
    private struct Figures: Decodable {
        var sign = 0.0
    }

    func run() throws {
        var (signs, verifications) = ([Double](), [Double]())
        var (presigns, checks, theirs) = ([Double](), [Double](), [Double]())
        for _ in 0..<rounds {
            let own = try measureOwn()
            signs.append(own.sign)
            verifications.append(own.verify)
            let s3 = try measureS3()
            presigns.append(s3.sign)
            checks.append(s3.verify)
            let figures: Figures = try Self.peer.run(["\(Self.requests)"])
            theirs.append(figures.sign)
        }
        report("own link, signed", Measurement(signs).text("/s", digits: 0))
        report("own link, verified", Measurement(verifications).text("/s", digits: 0))
        report("presigned GET of S3, signed", Measurement(presigns).text("/s", digits: 0))
        report("presigned GET of S3, verified", Measurement(checks).text("/s", digits: 0))
        report("presigned GET of S3, signed by botocore", Measurement(theirs).text("/s", digits: 0))
        let ratios = zip(presigns, theirs).map { $0 / $1 }
        report("  ours to theirs, round by round", Measurement(ratios).text("×", digits: 1))
    }

    // MARK: - Our own

    private func measureOwn() throws -> (sign: Double, verify: Double) {
        let key = LinkKey(id: "lky_01h455vb4pex5vsknk084sn02q", secret: Array(0..<32))
        let statements = (0..<Self.distinct).map { number in
            LinkStatement(
                method: .get, path: "/links/versions/ver_01h455vb4pex5vsknk084sn02q",
                expires: 1_763_750_000 + number, epochs: LinkEpochs(document: 0, version: 0),
                id: "lnk_01h455vb4pex5vsknk084sn02q")
        }
        let links = statements.map { key.link(to: $0) }
        var bytes = 0
        let signing = Measurement.processorSeconds {
            for index in 0..<Self.ownLinks {
                bytes += key.link(to: statements[index % Self.distinct]).utf8.count
            }
        }
        var good = 0
        let verifying = Measurement.processorSeconds {
            for index in 0..<Self.ownLinks {
                guard let link = SignedLink(target: links[index % Self.distinct]) else { continue }
                if key.signed(link, for: .get) { good += 1 }
            }
        }
        guard good == Self.ownLinks, bytes > 0 else {
            throw BenchmarkFailure("\(Self.ownLinks - good) links were refused")
        }
        return (Double(Self.ownLinks) / signing, Double(Self.ownLinks) / verifying)
    }

    // MARK: - S3

    private func measureS3() throws -> (sign: Double, verify: Double) {
        let signer = RequestSigner(
            credentials: AWSCredentials(
                accessKeyID: "AKIAIOSFODNN7EXAMPLE",
                secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            region: "us-east-1")
        let time = SigningTime(secondsSince1970: 1_369_353_600)
        let key = signer.key(at: time)
        let requests = (0..<Self.distinct).map { number in
            SignableRequest(
                method: "GET", path: "/muniment/documents/\(number).pdf",
                headers: [("host", "documents.example")], payload: .unsigned)
        }
        var signed: [SignableRequest] = []
        let signing = Measurement.processorSeconds {
            for index in 0..<Self.requests {
                let made = signer.presigned(
                    requests[index % Self.distinct], at: time, expires: 900, key: key)
                if signed.count < Self.distinct { signed.append(made) }
            }
        }
        let verifying = try Measurement.processorSeconds {
            for index in 0..<Self.requests {
                let request = signed[index % Self.distinct]
                let query = try PresignedQuery(request.query, region: "us-east-1")
                try query.requireTime(now: time.secondsSince1970, skew: 900)
                try query.requireSignature(
                    method: request.method, path: request.path, headers: request.headers,
                    payload: .unsigned, key: key)
            }
        }
        return (Double(Self.requests) / signing, Double(Self.requests) / verifying)
    }
}
