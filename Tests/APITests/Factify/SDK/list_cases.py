"""Lists of documents: filters, orders, pages."""

from datetime import datetime, timedelta, timezone


def list_pages(call):
    made = [call.upload(f"{call.tag} {number}").id for number in range(5)]
    found = call.owner.all("documents.list", query=call.tag, page_size=2)
    assert [document.id for document in found] == made[::-1]
    first, second, third = call.owner.pages("documents.list", query=call.tag, page_size=2)
    assert first.pagination.has_more and not first.pagination.prev_page_token
    assert not third.pagination.has_more and not third.pagination.next_page_token
    back = call.owner(
        "documents.list",
        query=call.tag,
        page_size=2,
        page_token=third.pagination.prev_page_token,
    )
    assert [item.id for item in back.items] == [item.id for item in second.items]
    again = call.owner(
        "documents.list",
        query=call.tag,
        page_size=2,
        page_token=back.pagination.next_page_token,
    )
    assert [item.id for item in again.items] == [item.id for item in third.items]


def list_orders(call):
    made = [call.upload(f"{call.tag} {letter}") for letter in "bac"]
    call.owner("documents.update", document_id=made[0].id, description="later")

    def titles(sort):
        found = call.owner.all("documents.list", query=call.tag, sort=sort, page_size=2)
        return "".join(document.title[-1] for document in found)

    assert titles("name") == "abc" and titles("-name") == "cba"
    assert titles("created_at") == "bac" and titles("-created_at") == titles(None) == "cab"
    assert titles("-updated_at")[0] == "b" and titles("updated_at")[-1] == "b"
    assert sorted(titles("last_viewed_at")) == sorted(titles("-last_shared_at")) == list("abc")


def list_filters(call):
    mine = call.upload(f"{call.tag} mine", access_level="private", description="Budget plan")
    open_ = call.upload(f"{call.tag} open", access_level="public")
    theirs = call.upload(f"{call.tag} theirs", by=call.member)

    def found(**filters):
        items = call.owner.all("documents.list", query=call.tag, **filters)
        return {document.id for document in items}

    everything = {mine.id, open_.id, theirs.id}
    assert found() == found(organization_scope=True) == everything
    assert found(access_level=["private", "public"]) == {mine.id, open_.id}
    assert found(access_level=["organization"]) == {theirs.id}
    assert found(created_by_id=[call.facts["member"]]) == {theirs.id}
    assert found(created_by_id=[call.facts["member"], call.facts["owner"]]) == everything
    assert found(ownership=["owned"]) == {mine.id, open_.id}
    assert found(ownership=["not_owned"]) == {theirs.id}
    assert found(ownership=["owned", "not_owned"]) == everything
    assert found(processing_status=["processing", "ready", "failed"]) == everything
    assert found(processing_status=["failed"]) == set()
    budget = call.owner.all("documents.list", query="bUDGET pLAN")
    assert mine.id in {document.id for document in budget}


def list_moments(call):
    before = datetime.now(timezone.utc) - timedelta(seconds=1)
    made = call.upload(f"{call.tag} now")
    after = datetime.now(timezone.utc) + timedelta(seconds=1)

    def found(**filters):
        items = call.owner.all("documents.list", query=call.tag, **filters)
        return [document.id for document in items]

    assert found(created_after=before, created_before=after) == [made.id]
    assert found(created_after=made.created_at) == [made.id]
    assert found(created_before=made.created_at) == [made.id]
    assert found(created_after=after) == [] and found(created_before=before) == []
    east = timezone(timedelta(hours=5, minutes=30))
    assert found(created_after=before.replace(microsecond=0).astimezone(timezone.utc)) == [made.id]
    assert made.created_at.astimezone(east) == made.created_at
