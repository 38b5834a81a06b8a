"""What moto leaves out of multipart uploads: the parts' checksums at the completion, and the names
that Amazon gives its answers."""

import base64
import hashlib
import urllib.parse
import xml.etree.ElementTree

from refusal import Refusal

NAMESPACE = "{http://s3.amazonaws.com/doc/2006-03-01/}"


def named_as_amazon(environ, answer):
    """The answer with Amazon's name for its outermost element."""
    if "uploadId=" not in environ["QUERY_STRING"]:
        return answer
    for name in (b"CompleteMultipartUpload", b"ListParts"):
        answer = answer.replace(name + b"Response", name + b"Result")
    return answer


class Completion:
    """What a completed upload is made of."""

    def __init__(self, digests):
        self.digests = digests

    def with_checksum(self, answer):
        whole = base64.b64encode(hashlib.sha256(b"".join(self.digests)).digest()).decode()
        checksum = (
            f"<ChecksumSHA256>{whole}-{len(self.digests)}</ChecksumSHA256>"
            "<ChecksumType>COMPOSITE</ChecksumType>"
        )
        end = b"</CompleteMultipartUploadResult>"
        return answer.replace(end, checksum.encode() + end)


def completion(backend, environ, content):
    """The Completion that a request asks for; None for another request and for an upload without
    SHA-256. Raises Refusal when a part's checksum is missing or wrong."""
    query = dict(urllib.parse.parse_qsl(environ["QUERY_STRING"]))
    if environ["REQUEST_METHOD"] != "POST" or "uploadId" not in query:
        return None
    upload = find(backend, environ["PATH_INFO"].split("/")[1], query["uploadId"])
    if upload is None or upload.metadata.get("x-amz-checksum-algorithm") != "SHA256":
        return None
    return Completion([checked_digest(upload, part) for part in listed_parts(content)])


def find(backend, bucket, upload_id):
    bucket = backend.buckets.get(bucket)
    return bucket and bucket.multiparts.get(upload_id)


def listed_parts(content):
    try:
        root = xml.etree.ElementTree.fromstring(content)
    except xml.etree.ElementTree.ParseError:
        raise Refusal(400, "MalformedXML", "The XML you provided was not well-formed")
    for part in root:
        yield {child.tag.removeprefix(NAMESPACE): child.text for child in part}


def checked_digest(upload, part):
    if "ChecksumSHA256" not in part:
        raise Refusal(
            400,
            "InvalidRequest",
            "The upload was created using a sha256 checksum. The complete request must include"
            " the checksum for each part.",
        )
    stored = upload.parts.get(int(part["PartNumber"]))
    digest = hashlib.sha256(stored.value).digest() if stored else b""
    if base64.b64encode(digest).decode() != part["ChecksumSHA256"]:
        raise Refusal(400, "InvalidPart", "One or more of the specified parts could not be found.")
    return digest
