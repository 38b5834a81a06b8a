#!/usr/bin/env python3
"""Writes botocore.json: requests as botocore signs them at a fixed time.

Made with botocore 1.43 (pip install botocore):  python3 make-vectors.py > botocore.json
"""
import datetime, itertools, json
from urllib.parse import quote
import botocore.auth
from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

NOW = datetime.datetime(2024, 2, 29, 23, 59, 58, tzinfo=datetime.timezone.utc)
botocore.auth.get_current_datetime = lambda *a, **k: NOW.replace(tzinfo=None)

PATHS = ["/", "/plain", "/with space", "/ümlaut/文書", "/100%", "/a+b", "/a//b", "/~tilde", "/a/../b",
         "/a=b&c", "/paren(s)!*'", "/blobs/ab/abcdef.pdf", "/%41", "/trailing/"]
QUERIES = [[], [["list-type", "2"], ["prefix", "a b/ü"]], [["uploads", ""]],
           [["k", "2"], ["k", "1"]], [["partNumber", "3"], ["uploadId", "x+/=~"]],
           [["response-content-disposition", 'attachment; filename="Q1 report.pdf"']]]
TOKENS = [None, "FwoGZXIvYXdzEBY+/token=="]

def encode(query):
    return "&".join(f"{quote(k, safe='-_.~')}={quote(v, safe='-_.~')}" for k, v in query)

def request(method, path, query, headers):
    url = "https://bucket.s3.eu-central-1.amazonaws.com" + quote(path, safe="/-_.~")
    if query:
        url += "?" + encode(query)
    made = AWSRequest(method=method, url=url, headers=dict(headers), data=b"")
    made.context["payload_signing_enabled"] = True
    return made

cases = []
for (path, query), token in itertools.product(
        [(p, QUERIES[i % len(QUERIES)]) for i, p in enumerate(PATHS)]
        + [("/plain", q) for q in QUERIES], TOKENS):
    keys = Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", token)
    case = {"path": path, "query": query, "token": token}
    made = request("PUT", path, query, {"x-amz-meta-note": "two  spaces "})
    S3SigV4Auth(keys, "s3", "eu-central-1").add_auth(made)
    case["header"] = made.headers["Authorization"].rsplit("=", 1)[1]
    made = request("GET", path, query, {})
    S3SigV4QueryAuth(keys, "s3", "eu-central-1", expires=900).add_auth(made)
    # This signer of botocore keeps only one value of a name that repeats.
    repeats = len({name for name, _ in query}) < len(query)
    case["presigned"] = None if repeats else made.url.rsplit("X-Amz-Signature=", 1)[1]
    made = request("POST", path, query, {})
    SigV4Auth(keys, "execute-api", "eu-central-1").add_auth(made)
    case["otherService"] = made.headers["Authorization"].rsplit("=", 1)[1]
    cases.append(case)
json.dump(cases, __import__("sys").stdout, ensure_ascii=False, indent=1)
