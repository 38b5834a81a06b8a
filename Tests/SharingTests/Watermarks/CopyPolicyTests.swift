import Ingest
import PDF
import Sharing
import XCTest

final class CopyPolicyTests: XCTestCase {
    private func requirement(
        _ line: String, _ role: DocumentRole
    ) throws -> WatermarkRequirement {
        WatermarkRequirement(try Watermark(lines: [line]), unmarkedFor: role)
    }

    private func lines(_ policy: CopyPolicy) -> [DocumentRole: [String]] {
        Dictionary(
            uniqueKeysWithValues: DocumentRole.allCases.map {
                ($0, policy.required(for: $0)?.lines ?? [])
            })
    }

    func testNothingIsRequiredWhereNothingIsSet() {
        let policy = CopyPolicy(organization: nil, document: nil)
        XCTAssertEqual(lines(policy).values.filter { !$0.isEmpty }, [])
    }

    func testRolesBelowTheLeastAreMarked() throws {
        let policy = CopyPolicy(organization: nil, document: try requirement("d", .collaborator))
        XCTAssertEqual(
            lines(policy),
            [.viewer: ["d"], .commenter: ["d"], .collaborator: [], .admin: [], .owner: []])
    }

    func testBothHoldEachForItsOwnRoles() throws {
        let policy = CopyPolicy(
            organization: try requirement("o", .owner), document: try requirement("d", .admin))
        XCTAssertEqual(
            lines(policy),
            [
                .viewer: ["o", "d"], .commenter: ["o", "d"], .collaborator: ["o", "d"],
                .admin: ["o"], .owner: [],
            ])
    }

    func testWhatIsAskedForCannotHideWhatIsRequired() throws {
        let policy = CopyPolicy(organization: try requirement("o", .owner), document: nil)
        let asked = try Watermark(
            lines: ["mine"], position: .footer, opacity: 0.05, fontSize: 4)
        let mark = try XCTUnwrap(policy.mark(for: .admin, asked: asked))
        XCTAssertEqual(mark.lines, ["o", "mine"])
        XCTAssertEqual(mark.position, .diagonal)
        XCTAssertEqual(mark.opacity, 0.25)
        XCTAssertNil(mark.fontSize)
    }

    func testWhoIsFreeGetsWhatIsAskedFor() throws {
        let policy = CopyPolicy(organization: try requirement("o", .owner), document: nil)
        let asked = try Watermark(lines: ["mine"])
        XCTAssertEqual(policy.mark(for: .owner, asked: asked), asked)
        XCTAssertNil(policy.mark(for: .owner, asked: nil))
    }
}
