import Foundation
import TestSupport
import XCTest

/// `muniment serve` of the built program, on a free port.
struct ServingBinary {
    let run: Binary.Run
    let url: String
    /// What the first start of a store shows.
    let key: String?

    init(_ binary: Binary, _ options: String = "") throws {
        let run = try binary.start("serve --json --listen 127.0.0.1:0 \(options)")
        try eventually("the announcement") { run.outputSoFar.hasSuffix("\n") }
        let object = try XCTUnwrap(
            try JSONSerialization.jsonObject(with: Data(run.outputSoFar.utf8)) as? [String: Any])
        self.run = run
        url = try XCTUnwrap(object["url"] as? String)
        key = object["api_key"] as? String
    }

    func stop() throws -> Binary.Outcome {
        run.process.terminate()
        return try run.outcome()
    }
}
