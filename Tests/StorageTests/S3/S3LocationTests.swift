import XCTest

@testable import Storage

final class S3LocationTests: XCTestCase {
    private func location(_ url: String, _ environment: [String: String] = [:]) throws -> S3Location
    {
        try S3Location(url: url, environment: environment)
    }

    func testAmazonIsTheDefault() throws {
        let location = try location("s3://papers?region=eu-central-1")
        XCTAssertEqual(location.host, "papers.s3.eu-central-1.amazonaws.com")
        XCTAssertEqual(location.prefix, "")
        XCTAssertEqual(
            location.url(key: "a b", canonicalQuery: ""),
            "https://papers.s3.eu-central-1.amazonaws.com/a%20b")
    }

    func testAnEndpointMeansPathStyle() throws {
        let location = try location("s3://papers/a/b/?endpoint=http://127.0.0.1:9000&region=r")
        XCTAssertEqual(location.prefix, "a/b/")
        XCTAssertEqual(location.host, "127.0.0.1:9000")
        XCTAssertEqual(
            location.url(key: "k", canonicalQuery: "x=1"), "http://127.0.0.1:9000/papers/k?x=1")
    }

    func testTheStyleCanBeChosen() throws {
        let url = "s3://papers?endpoint=https%3A%2F%2Fs3.example.org&region=r&path-style=false"
        XCTAssertEqual(try location(url).host, "papers.s3.example.org")
        XCTAssertEqual(
            try location("s3://papers?region=r&path-style=true").host, "s3.r.amazonaws.com")
    }

    func testTheSchemesOwnPortIsLeftOut() throws {
        XCTAssertEqual(
            try location("s3://papers?endpoint=https://host:443&region=r").host, "host")
        XCTAssertEqual(
            try location("s3://papers?endpoint=https://host:80&region=r").host, "host:80")
    }

    func testTheRegionComesFromTheEnvironmentWhereItIsMissing() throws {
        let environment = ["AWS_REGION": "us-west-2"]
        XCTAssertEqual(try location("s3://papers", environment).region, "us-west-2")
        XCTAssertEqual(try location("s3://papers?region=r", environment).region, "r")
    }

    func testWhatIsWrongIsSaid() {
        let cases = [
            ("http://papers", "s3://BUCKET"), ("s3://", "s3://BUCKET"),
            ("s3://Bucket_?region=r", "s3://BUCKET"), ("s3://papers", "AWS_REGION"),
            ("s3://papers?region=r&color=blue", "\"color\""),
            ("s3://papers?region=r&region=s", "region twice"),
            ("s3://papers?region=r&path-style=yes", "path-style"),
            ("s3://papers?region=r&endpoint=host", "https://HOST"),
            ("s3://papers?region=r&endpoint=https://host/path", "https://HOST"),
            ("s3://id:hush@papers?region=r", "AWS_ACCESS_KEY_ID"),
            ("s3://papers:9000?region=r", "endpoint"),
        ]
        for (url, expected) in cases {
            XCTAssertThrowsError(try location(url), url) {
                XCTAssertEqual(($0 as? StorageError)?.code, .unavailable)
                XCTAssertTrue("\($0)".contains(expected), "\(url): \($0)")
                XCTAssertFalse("\($0)".contains("hush"))
            }
        }
    }
}
