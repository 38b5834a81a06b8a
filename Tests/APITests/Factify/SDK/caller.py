"""The SDK, sync and async, called in one way."""

import asyncio
import time
import uuid

import httpx
from factify import Factify

_loop = asyncio.new_event_loop()
# As the SDK makes them for itself, but once: each takes long to read its certificates.
_client = httpx.Client(follow_redirects=True)
_async_client = httpx.AsyncClient(follow_redirects=True)


class Caller:
    """One key's way into the API."""

    def __init__(self, url, key, is_async):
        self.sdk = Factify(
            bearer_auth=key, server_url=url, client=_client, async_client=_async_client
        )
        self.is_async = is_async

    def __call__(self, method, **arguments):
        """Calls such as `documents.get`; returns the decoded body."""
        return self.whole(method, **arguments).result

    def whole(self, method, **arguments):
        """The same with the headers, and with `next` of lists."""
        target = self.sdk
        *groups, name = method.split(".")
        for group in groups:
            target = getattr(target, group)
        if self.is_async:
            return _loop.run_until_complete(getattr(target, f"{name}_async")(**arguments))
        return getattr(target, name)(**arguments)

    def pages(self, method, **arguments):
        """All pages of a list, by the SDK's own paging."""
        page = self.whole(method, **arguments)
        while page is not None:
            yield page.result
            page = page.next()
            if self.is_async and page is not None:
                page = _loop.run_until_complete(page)

    def all(self, method, **arguments):
        """The elements of all pages."""
        return [item for page in self.pages(method, **arguments) for item in page.items or []]


class Callers:
    """Who calls in a case, and what the case needs to know."""

    def __init__(self, order):
        self.facts = order
        self.is_async = order["async"]
        for name, key in order["keys"].items():
            setattr(self, name, self.holding(key))
        # Of one run of a case, to be told from the other.
        self.tag = uuid.uuid4().hex[:12]

    def holding(self, key):
        return Caller(self.facts["url"], key, self.is_async)

    def sample(self, name):
        with open(f"{self.facts['samples']}/{name}.pdf", "rb") as file:
            return {"file_name": f"{name}.pdf", "content": file.read()}

    def upload(self, title, name="invoice-2026-0417", by=None, **arguments):
        """Makes a document, and returns it."""
        answer = (by or self.owner)(
            "documents.create", payload=self.sample(name), title=title, **arguments
        )
        return answer.document

    def ready(self, document):
        """Waits until the document is read, and returns it."""
        return eventually(
            lambda: self.owner("documents.get", document_id=document.id).document,
            lambda found: found.processing_status != "processing",
        )


def eventually(look, is_good, seconds=30):
    """Looks until what is seen is good."""
    deadline = time.monotonic() + seconds
    while True:
        seen = look()
        if is_good(seen):
            return seen
        assert time.monotonic() < deadline, f"not within {seconds} s: {seen}"
        time.sleep(0.02)
