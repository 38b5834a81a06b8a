import Ingest
import Sharing
import Storage
import XCTest

final class DocumentAccessTests: XCTestCase {
    private let organization = OrganizationID()
    private let author = SubjectID.user(UserID())

    private func subject(
        _ role: OrganizationRole, in other: OrganizationID? = nil, id: SubjectID? = nil
    ) -> Subject {
        Subject(
            id: id ?? .user(UserID()), organization: other ?? organization, role: role, name: "")
    }

    private func access(
        _ general: GeneralAccess, grant: DocumentRole? = nil
    ) -> DocumentAccess {
        DocumentAccess(organization: organization, owner: author, general: general, grant: grant)
    }

    func testItsOwnerIsItsOwner() {
        XCTAssertEqual(access(.restricted).role(of: subject(.member, id: author)), .owner)
    }

    func testOwnersAndAdminsOfTheOrganizationAreThatToItsDocuments() {
        XCTAssertEqual(access(.restricted).role(of: subject(.owner)), .owner)
        XCTAssertEqual(access(.restricted).role(of: subject(.admin)), .admin)
    }

    func testMembersSeeWhatIsOpenToTheOrganization() {
        XCTAssertEqual(access(.organization).role(of: subject(.member)), .viewer)
        XCTAssertNil(access(.restricted).role(of: subject(.member)))
    }

    func testRolesOfAnotherOrganizationCountForNothing() {
        let stranger = subject(.owner, in: OrganizationID())
        XCTAssertNil(access(.restricted).role(of: stranger))
        XCTAssertNil(access(.organization).role(of: stranger))
        XCTAssertEqual(access(.anyoneWithLink).role(of: stranger), .viewer)
    }

    func testOwnerOfADocumentThatMovedAwayIsAStranger() {
        let former = subject(.member, in: OrganizationID(), id: author)
        XCTAssertNil(access(.organization).role(of: former))
    }

    func testTheHighestRoleCounts() {
        let granted = access(.organization, grant: .collaborator)
        XCTAssertEqual(granted.role(of: subject(.member)), .collaborator)
        XCTAssertEqual(granted.role(of: subject(.owner)), .owner)
        XCTAssertEqual(granted.role(of: subject(.member, in: OrganizationID())), .collaborator)
    }

    /// The table of the Factify contract, B.11.
    func testCapabilitiesOfEachRole() {
        let viewer: Set<Capability> = [.open, .view, .commentPrivate]
        let commenter = viewer.union([.commentPublic])
        let collaborator = commenter.union([
            .grantAccess, .createVersion, .listVersions, .copyContent, .screenshot,
            .viewAnalytics, .viewLeads,
        ])
        let admin = collaborator.union([.manageAccess, .viewTimeline, .export, .attachPolicy])
        let expected: [DocumentRole: Set<Capability>] = [
            .viewer: viewer, .commenter: commenter, .collaborator: collaborator, .admin: admin,
            .owner: Set(Capability.allCases),
        ]
        let stranger = subject(.member, in: OrganizationID())
        for role in DocumentRole.allCases {
            let access = access(.restricted, grant: role)
            let permitted = Capability.allCases.filter { access.permits($0, to: stranger) }
            XCTAssertEqual(Set(permitted), expected[role], role.rawValue)
        }
    }

    func testWhoSeesNothingMayDoNothing() {
        let access = access(.restricted)
        let stranger = subject(.member)
        XCTAssertFalse(Capability.allCases.contains { access.permits($0, to: stranger) })
    }
}
