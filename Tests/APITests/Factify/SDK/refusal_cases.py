"""What is refused, and how the SDK sees it."""

from factify import errors


def _refusal(call, method, **arguments):
    """What the SDK decodes of a refusal: status, code, reason, param."""
    try:
        call(method, **arguments)
    except errors.ErrorResponse as error:
        (detail,) = error.data.details
        assert detail.request_id.startswith("req_") and error.data.message
        return error.status_code, error.data.code, detail.reason, detail.param
    raise AssertionError(f"{method} is not refused")


def unauthenticated(call):
    stranger = call.holding("ffy_test_" + "0" * 69)
    assert _refusal(stranger, "documents.list") == (
        401, "unauthenticated", "invalid_api_key", None,
    )
    assert _refusal(call.holding("nonsense"), "documents.list")[2] == "invalid_api_key"
    assert _refusal(call.holding(call.facts["expired"]), "documents.list")[2] == "expired_api_key"


def forbidden(call):
    made = call.upload("Not yours")
    denied = (403, "permission_denied", "insufficient_permissions", None)
    assert _refusal(call.member, "documents.update", document_id=made.id, title="x") == denied
    assert _refusal(call.member, "documents.trash", document_id=made.id, body={}) == denied
    assert _refusal(call.member, "documents.process", document_id=made.id) == denied
    assert _refusal(
        call.member, "versions.create", document_id=made.id, payload=call.sample("near-blank")
    ) == denied
    assert _refusal(
        call.member, "api_keys.list", organization_id=call.facts["organization"]
    ) == denied


def hidden(call):
    made = call.upload("Secret", access_level="private")
    missing = (404, "not_found", "resource_not_found", None)
    nobody = "doc_" + "0" * 26
    for id in (made.id, nobody):
        assert _refusal(call.member, "documents.get", document_id=id) == missing
        assert _refusal(call.member, "timelines.get", document_id=id) == missing
        assert _refusal(call.member, "versions.list", document_id=id) == missing
        assert _refusal(call.member, "documents.list_duplicates", document_id=id) == missing
    assert _refusal(
        call.member, "versions.get", version_id=made.current_version.id
    ) == missing
    assert _refusal(
        call.owner, "organizations.get", organization_id="org_" + "0" * 26
    ) == missing


def invalid(call):
    made = call.upload("Fine")

    def refused(method, **arguments):
        status, code, reason, param = _refusal(call.owner, method, **arguments)
        assert (status, code) == (400, "invalid_argument")
        return reason, param

    assert refused("documents.get", document_id="doc_1") == ("invalid_id_format", "document_id")
    assert refused("documents.get", document_id=made.current_version.id)[0] == "invalid_id_format"
    assert refused("documents.list", page_size=0) == ("invalid_field_value", "page_size")
    assert refused("documents.list", page_size=101) == ("invalid_field_value", "page_size")
    assert refused("documents.list", page_token="x") == ("invalid_cursor", "page_token")
    assert refused("documents.list", sort="size") == ("invalid_enum_value", "sort")
    assert refused("documents.list", created_by_id=["x"]) == (
        "invalid_id_format", "created_by_id",
    )
    assert refused("documents.list", created_after=made.created_at,
                   created_before=made.created_at) == ("invalid_field_value", "created.after")
    assert refused("documents.update", document_id=made.id, title="") == (
        "invalid_field_value", "title",
    )
    assert refused("documents.update", document_id=made.id, title="x" * 256)[1] == "title"
    assert refused("documents.update", document_id=made.id, description="x" * 2001) == (
        "invalid_field_value", "description",
    )
    assert refused("documents.transfer_ownership", document_id=made.id) == (
        "missing_required_field", "new_owner_id",
    )
    assert refused("timelines.get", document_id=made.id, cursor="x") == (
        "invalid_cursor", "cursor",
    )
    assert refused("api_keys.list", organization_id="x") == (
        "invalid_id_format", "organization_id",
    )
    assert refused("api_keys.create", organization_id=call.facts["organization"], name="") == (
        "invalid_field_value", "name",
    )
    assert refused("documents.list_duplicates", document_id=made.id, file_contents_hash="0") == (
        "invalid_field_value", "file_contents_hash",
    )


def invalid_uploads(call):
    def refused(content, title):
        status, code, _, param = _refusal(
            call.owner,
            "documents.create",
            payload={"file_name": "a.pdf", "content": content},
            title=title,
        )
        assert (status, code) == (400, "invalid_argument")
        return param

    before = call.owner("documents.get_quota").used
    assert refused(b"Dear Sir or Madam, " * 1000, "Letter") == "payload"
    assert refused(b"", "Nothing") == "payload"
    assert refused(b"%PDF-1.7 x", "") == "title"
    assert refused(b"%PDF-1.7 x", "x" * 256) == "title"
    assert call.owner("documents.get_quota").used == before
