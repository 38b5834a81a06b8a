import Foundation
import TestSupport
import XCTest

@testable import Worker

extension HelperProcess.Executable {
    /// The test tool with one of its helper commands.
    static func tool(_ arguments: String...) -> HelperProcess.Executable {
        HelperProcess.Executable(path: TestTool.path, arguments: ["helper"] + arguments)
    }
}

extension HelperProcess {
    /// The text of the next frame.
    func answer() throws -> String {
        let frame = try channel.receive(by: Date(timeIntervalSinceNow: 20))
        XCTAssertEqual(frame.kind, 1)
        return String(decoding: frame.payload, as: UTF8.self)
    }

    /// Sends a frame to an echoing helper and expects it back.
    func assertEchoes(_ payload: [UInt8] = [1, 2, 3]) throws {
        let frame = Frame(kind: 5, payload: payload)
        try channel.send(frame)
        XCTAssertEqual(try channel.receive(by: Date(timeIntervalSinceNow: 20)), frame)
    }
}
