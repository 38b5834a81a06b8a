"""Rights, users, organizations and keys."""

from datetime import datetime, timedelta, timezone

from caller import eventually
from factify import errors


def access(call):
    made = call.upload("Seen by many")
    rights = call.owner("access_requests.inspect", document_id=made.id)
    assert rights.document_id == made.id
    assert rights.permission_set.trash and rights.permission_set.view
    rights = call.member("access_requests.inspect", document_id=made.id).permission_set
    assert rights.open and rights.view and not rights.export and not rights.trash
    general = call.member("sharing.get_general_access", document_id=made.id)
    assert general.document_id == made.id and general.general_access_level == "organization"


def me(call):
    answer = call.owner("users.get_me")
    assert answer.user.id == call.facts["owner"] and answer.user.email and answer.user.name
    assert call.facts["organization"] in [found.id for found in answer.organizations]
    assert call.owner("user_preferences.get").has_completed_document_tour


def me_of_a_bot(call):
    for method in ("users.get_me", "user_preferences.get"):
        try:
            call.bot(method)
        except errors.ErrorResponse as error:
            assert error.status_code == 403 and error.data.code == "permission_denied"
        else:
            raise AssertionError(f"{method} answers a bot")


def organizations(call):
    found = call.owner.all("organizations.list")
    assert [organization.id for organization in found] == [call.facts["organization"]]
    assert call.owner.all("organizations.list", role=["owner", "admin"]) == found
    assert call.owner.all("organizations.list", role=["member"]) == []
    one = call.owner("organizations.get", organization_id=call.facts["organization"]).organization
    assert one == found[0] and one.name


def members(call):
    pages = call.owner.pages(
        "organizations.members.list", organization_id=call.facts["organization"], page_size=1
    )
    found = {member.user.id: member.role for page in pages for member in page.items}
    assert found == {call.facts["owner"]: "owner", call.facts["member"]: "member"}


def api_keys(call):
    organization = call.facts["organization"]
    end = datetime.now(timezone.utc) + timedelta(days=30)
    made = call.owner(
        "api_keys.create", name=f"Key {call.tag}", organization_id=organization, expires_at=end
    )
    assert made.secret.startswith("ffy_test_") and len(made.secret) == 78
    assert made.api_key.is_active and made.secret.startswith(made.api_key.key_prefix)
    assert abs(made.api_key.expires_at - end) < timedelta(seconds=1)
    caller = call.holding(made.secret)
    assert caller("documents.get_quota").limit == 0
    revoked = call.owner("api_keys.revoke", api_key_id=made.api_key.id, reason="Lost").api_key
    assert not revoked.is_active and revoked.revoked_at
    eventually(lambda: _status(caller), lambda status: status == 401, seconds=5)
    kept = call.owner.all("api_keys.list", organization_id=organization, page_size=2)
    assert made.api_key.id not in [key.id for key in kept] and len(kept) >= 3
    every = call.owner.all(
        "api_keys.list", organization_id=organization, page_size=2, include_revoked=True
    )
    assert made.api_key.id in [key.id for key in every]


def _status(caller):
    try:
        caller("documents.get_quota")
    except errors.ErrorResponse as error:
        return error.status_code
    return 200
