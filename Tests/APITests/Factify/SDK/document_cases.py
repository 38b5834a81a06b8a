"""Documents and their versions."""

import json
import tempfile
import urllib.request

from caller import eventually


def document_life(call):
    made = call.upload("Contract", description="Of 2026", access_level="private")
    assert made.title == "Contract" and made.description == "Of 2026"
    assert made.access_level == made.general_access == "private"
    assert made.processing_status in ("processing", "ready") and not made.is_demo
    assert made.created_by.type == "user" and made.created_by.id == call.facts["owner"]
    assert made.url == f"{call.facts['url']}/d/{made.id.removeprefix('doc_')}"
    assert made.permission_set.trash and made.permission_set.view_leads
    ready = call.ready(made)
    assert ready.processing_status == "ready"
    assert ready.current_version.id == made.current_version.id
    assert ready.owner_organization_id == call.facts["organization"]
    assert ready.trashed_at is None and ready.created_at == made.created_at


def document_update(call):
    made = call.upload("Draft", description="first")
    changed = call.owner("documents.update", document_id=made.id, title="Final").document
    assert (changed.title, changed.description) == ("Final", "first")
    changed = call.owner("documents.update", document_id=made.id, description="second").document
    assert (changed.title, changed.description) == ("Final", "second")
    same = call.owner("documents.update", document_id=made.id, title=None).document
    assert (same.title, same.description) == ("Final", "second")
    odd = 'Quote " backslash \\ line\u2028 bell \u0007 emoji \U0001f4dc'
    assert call.owner("documents.update", document_id=made.id, title=odd).document.title == odd


def document_trash(call):
    made = call.upload(f"Old {call.tag}")
    call.owner("documents.trash", document_id=made.id, body={})
    assert call.owner("documents.get", document_id=made.id).document.trashed_at is not None
    assert call.owner.all("documents.list", query=call.tag) == []
    trashed = call.owner.all("documents.list", query=call.tag, trash_state=["trashed", "active"])
    assert [document.id for document in trashed] == [made.id]
    call.owner("documents.untrash", document_id=made.id, body={})
    assert call.owner("documents.get", document_id=made.id).document.trashed_at is None


def document_process(call):
    made = call.ready(call.upload("Read again"))
    answer = call.owner("documents.process", document_id=made.id, async_=True)
    assert answer.document_id == made.id and answer.version_id == made.current_version.id
    assert answer.status in (
        "PROCESSING_OUTCOME_STARTED",
        "PROCESSING_OUTCOME_ALREADY_PROCESSING",
    )
    call.ready(made)
    answer = call.owner(
        "documents.process", document_id=made.id, version_id=made.current_version.id
    )
    assert answer.status == "PROCESSING_OUTCOME_STARTED"
    assert call.ready(made).processing_status == "ready"


def document_transfer(call):
    made = call.upload("Handed on", access_level="private")
    answer = call.owner(
        "documents.transfer_ownership", document_id=made.id, new_owner_id=call.facts["member"]
    )
    assert answer.document_id == made.id and answer.new_owner_id == call.facts["member"]
    seen = call.member("documents.get", document_id=made.id).document
    assert seen.permission_set.trash


def document_quota(call):
    before = call.owner("documents.get_quota")
    call.upload("Counted")
    after = call.owner("documents.get_quota")
    assert after.used == before.used + 1 and after.limit == 0 and after.available == 0


def document_duplicates(call):
    first, second = call.upload("One"), call.upload("Other")
    call.ready(first)
    call.ready(second)

    def found():
        items = call.owner("documents.list_duplicates", document_id=first.id).items or []
        return [item for item in items if item.document_id == second.id]

    (duplicate,) = eventually(found, bool)
    assert duplicate.title == "Other" and duplicate.version_id == second.current_version.id
    by_hash = call.owner(
        "documents.list_duplicates",
        document_id=first.id,
        file_contents_hash=_record(call, first)["document"]["record"]["metadata"]["attributes"][
            "contents_hash"
        ],
    )
    assert second.id in [item.document_id for item in by_hash.items]


def _record(call, document):
    """The record, which the SDK's generation does not know."""
    request = urllib.request.Request(
        f"{call.facts['url']}/v1beta/versions/{document.current_version.id}/record",
        headers={"Authorization": f"Bearer {call.facts['keys']['owner']}"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def versions(call):
    made = call.ready(call.upload("Series"))
    second = call.owner(
        "versions.create",
        document_id=made.id,
        payload=call.sample("invoice-2026-0418"),
        title="Second",
        description="Signed",
    )
    assert second.document_id == made.id and second.title == "Second"
    current = eventually(
        lambda: call.owner("documents.get", document_id=made.id).document,
        lambda found: found.current_version.id == second.id,
    )
    assert current.id == made.id
    found = call.owner.all("versions.list", document_id=made.id)
    assert [version.id for version in found] == [second.id, made.current_version.id]
    changed = call.owner("versions.update", version_id=second.id, title="2nd", description=None)
    assert (changed.title, changed.description) == ("2nd", "Signed")
    assert call.owner("versions.get", version_id=second.id).title == "2nd"
    assert changed.created_by.id == call.facts["owner"] and changed.url.endswith(second.id)


def version_pages(call):
    made = call.upload("Long series")
    for number in range(4):
        call.owner(
            "versions.create",
            document_id=made.id,
            payload=call.sample("near-blank"),
            title=str(number),
        )
    pages = list(call.owner.pages("versions.list", document_id=made.id, page_size=2))
    titles = [[version.title or None for version in page.items] for page in pages]
    assert titles == [["3", "2"], ["1", "0"], [None]], titles


def timeline(call):
    made = call.upload("Watched")
    for number in range(3):
        call.owner("documents.update", document_id=made.id, title=f"Watched {number}")
    call.owner("documents.trash", document_id=made.id, body={})
    page = call.owner("timelines.get", document_id=made.id, page_size=2)
    events = list(page.events)
    assert page.has_more and page.next_cursor
    while page.next_cursor:
        page = call.owner(
            "timelines.get", document_id=made.id, page_size=2, cursor=page.next_cursor
        )
        events += page.events
    assert not page.has_more
    kinds = [event.event_type.removeprefix("TIMELINE_EVENT_TYPE_") for event in events]
    assert kinds == ["DOCUMENT_UPDATED"] * 4 + ["DOCUMENT_CREATED"], kinds
    assert events[0].payload["action_name"] == "document.trashed"
    assert events[0].payload["user_id"] == call.facts["owner"]
    assert events[0].occurred_at >= events[-1].occurred_at


def large_upload(call):
    size = 100 * 1024 * 1024
    with tempfile.NamedTemporaryFile() as made:
        made.write(b"%PDF-1.7\n")
        made.truncate(size)
        with open(made.name, "rb") as file:
            answer = call.owner(
                "documents.create",
                payload={"file_name": "large.pdf", "content": file},
                title="Large",
                timeout_ms=60_000,
            )
    assert answer.document.title == "Large"


def document_export(call):
    sample = call.sample("invoice-2026-0417")["content"]
    made = call.upload("Let out")
    for version in (None, made.current_version.id):
        answer = call.owner("documents.export", document_id=made.id, version_id=version)
        assert answer.url.startswith(call.facts["url"] + "/")
        assert answer.expires_at > made.created_at
        request = urllib.request.Request(answer.url, headers=answer.headers or {})
        with urllib.request.urlopen(request) as download:
            assert download.read() == sample


def entry_pages(call):
    made = call.ready(call.upload("Led to"))
    answer = call.owner("entry_pages.generate", document_id=made.id)
    assert answer.download_url.startswith(call.facts["url"] + "/")
    with urllib.request.urlopen(answer.download_url) as download:
        assert download.headers["Content-Type"] == "application/pdf"
        assert download.read().startswith(b"%PDF-")
    event = call.owner("timelines.get", document_id=made.id).events[0]
    kind = event.event_type.removeprefix("TIMELINE_EVENT_TYPE_").upper()
    assert kind == "DOCUMENT_ENTRY_PAGE_DOWNLOADED", event
