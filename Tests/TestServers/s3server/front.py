"""What stands between the network and moto: the checks that moto leaves out, and faults."""

import collections
import io
import sys
import threading
import traceback

import body
import multipart
from refusal import Refusal


class Front:
    """A WSGI application around moto's. One request at a time is in moto, whose dictionaries and
    conditional writes do not bear two."""

    def __init__(self, moto, backend, verifier, faults):
        self.moto = moto
        self.backend = backend
        self.verifier = verifier
        self.faults = faults
        self.lock = threading.Lock()
        self.seen = collections.deque(maxlen=20_000)

    def __call__(self, environ, start_response):
        fault = self.faults.take(environ["REQUEST_METHOD"], raw_uri(environ))
        kind = fault.get("kind")
        if kind == "drop":
            return self.cut(environ)
        status, headers, answer = self.answer_or_refusal(environ, fault)
        if kind == "dropAnswer":
            return self.cut(environ)
        self.note(environ, status[:3])
        if kind == "flip":
            answer = flipped(answer)
        start_response(status, headers)
        return truncated(environ, answer) if kind == "truncate" else [answer]

    def answer_or_refusal(self, environ, fault):
        try:
            content = read(environ)
            if fault.get("kind") == "status":
                raise Refusal(fault["status"], "SlowDown", "Please reduce your request rate.")
            return self.answer(environ, content)
        except Refusal as refusal:
            answer = refusal.body()
            headers = {
                "Content-Type": "application/xml",
                "Content-Length": str(len(answer)),
                **fault.get("headers", {}),
            }
            answer = b"" if environ["REQUEST_METHOD"] == "HEAD" else answer
            return f"{refusal.status} {refusal.code}", list(headers.items()), answer

    def answer(self, environ, content):
        headers = lower_case_headers(environ)
        self.verifier.check(environ["REQUEST_METHOD"], raw_uri(environ), headers)
        if "authorization" in headers:
            # A presigned request says nothing of its body.
            body.check(headers, content)
        use_path_style(environ)
        if "x-amz-checksum-sha256" in headers:
            # moto keeps the sum of a client that names its algorithm, as Amazon's own do.
            environ["HTTP_X_AMZ_SDK_CHECKSUM_ALGORITHM"] = "SHA256"
        with self.lock:
            completion = multipart.completion(self.backend, environ, content)
            status, headers, answer = self.ask_moto(environ, content)
        revised = multipart.named_as_amazon(environ, answer)
        if completion and status.startswith("200"):
            revised = completion.with_checksum(revised)
        if revised != answer:
            headers = [pair for pair in headers if pair[0].lower() != "content-length"]
            headers.append(("Content-Length", str(len(revised))))
        return status, headers, revised

    def ask_moto(self, environ, content):
        environ["wsgi.input"] = io.BytesIO(content)
        environ["CONTENT_LENGTH"] = str(len(content))
        if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
            # What curl calls any body unasked; moto would lose the bytes to a parser of forms.
            environ["CONTENT_TYPE"] = "application/octet-stream"
        is_head = environ["REQUEST_METHOD"] == "HEAD"
        if is_head and "HTTP_X_AMZ_CHECKSUM_MODE" in environ:
            # moto tells only a GET that a sum is one of sums.
            environ["REQUEST_METHOD"] = "GET"
        begun = []
        try:
            answer = b"".join(self.moto(environ, lambda *words: begun.extend(words)))
        except Exception:
            traceback.print_exc(file=sys.stderr)
            raise Refusal(500, "InternalError", "We encountered an internal error.")
        return begun[0], begun[1], b"" if is_head else answer

    def cut(self, environ):
        self.note(environ, "cut")
        environ["test.connection"].close()
        return []

    def note(self, environ, outcome):
        self.seen.append(f"{environ['REQUEST_METHOD']} {raw_uri(environ)} {outcome}")


def raw_uri(environ):
    uri = environ["REQUEST_URI"]
    return uri.decode("latin-1") if isinstance(uri, bytes) else uri


def read(environ):
    if "CONTENT_LENGTH" not in environ:
        if environ["REQUEST_METHOD"] in ("PUT", "POST"):
            raise Refusal(411, "MissingContentLength", "You must provide Content-Length")
        return b""
    length = int(environ["CONTENT_LENGTH"] or 0)
    content = environ["wsgi.input"].read(length)
    if len(content) < length:
        raise Refusal(400, "IncompleteBody", "The request body terminated unexpectedly")
    return content


def lower_case_headers(environ):
    headers = {
        name[5:].replace("_", "-").lower(): " ".join(value.split())
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if environ.get(name):
            headers[name.replace("_", "-").lower()] = environ[name]
    return headers


def use_path_style(environ):
    """Turns the host bucket.localhost into the first folder of the path, as moto wants it."""
    name, dot, rest = environ["HTTP_HOST"].partition(".localhost")
    if dot and (not rest or rest.startswith(":")):
        environ["PATH_INFO"] = f"/{name}{environ['PATH_INFO']}"
        environ["REQUEST_URI"] = f"/{name}{raw_uri(environ)}"
    environ["HTTP_HOST"] = f"127.0.0.1:{environ['SERVER_PORT']}"
    environ["RAW_URI"] = environ["REQUEST_URI"]


def flipped(answer):
    if not answer:
        return answer
    middle = len(answer) // 2
    return answer[:middle] + bytes([answer[middle] ^ 1]) + answer[middle + 1 :]


def truncated(environ, answer):
    yield answer[: len(answer) // 2]
    environ["test.connection"].close()
