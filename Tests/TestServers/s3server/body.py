"""Checks a request's body against what its headers say of it."""

import base64
import binascii
import hashlib

from refusal import Refusal


def check(headers, body):
    """Raises Refusal unless the body is the one that was signed and summed."""
    check_signed_hash(headers, body)
    check_sum(headers, "x-amz-checksum-sha256", lambda: hashlib.sha256(body).digest())
    check_sum(headers, "x-amz-checksum-crc32", lambda: binascii.crc32(body).to_bytes(4, "big"))
    check_sum(headers, "content-md5", lambda: hashlib.md5(body).digest())


def check_signed_hash(headers, body):
    signed = headers.get("x-amz-content-sha256")
    if signed is None:
        raise Refusal(400, "InvalidRequest", "Missing required header: x-amz-content-sha256")
    if signed.startswith("STREAMING-"):
        raise Refusal(501, "NotImplemented", "This server takes no body that is signed in chunks")
    if signed != "UNSIGNED-PAYLOAD" and signed != hashlib.sha256(body).hexdigest():
        raise Refusal(
            400,
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
        )


def check_sum(headers, name, compute):
    if name in headers and headers[name] != base64.b64encode(compute()).decode():
        raise Refusal(400, "BadDigest", f"The {name} you specified did not match what we received.")
