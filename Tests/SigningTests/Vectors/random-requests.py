"""Random requests as botocore signs them, a line of JSON each.

usage: random-requests.py COUNT SEED
"""

import datetime
import json
import random
import sys
from urllib.parse import parse_qsl, quote, urlsplit

import botocore.auth
from botocore.auth import S3SigV4Auth, S3SigV4PostAuth, S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

LETTERS = ("abcXYZ019-_.~ /+%&=?#!*'()$,:;@[]{}|^`\"\\<>"
           "äß中文ﬁ\u0301\u200d😀")
HEADERS = ["content-type", "x-amz-acl", "x-amz-meta-name", "x-amz-storage-class", "cache-control"]


def main():
    count, seed = map(int, sys.argv[1:])
    draw = random.Random(seed)
    for _ in range(count):
        print(json.dumps(case(draw)))


def case(draw):
    now = datetime.datetime(2000, 1, 1) + datetime.timedelta(seconds=draw.randrange(1_500_000_000))
    botocore.auth.get_current_datetime = lambda *a, **k: now
    region = draw.choice(["us-east-1", "eu-central-1", "local"])
    token = draw.choice([None, None, text(draw, 20, "abc+/=019")])
    keys = Credentials("AKIA" + text(draw, 16, "ABCDEFGH234567"), text(draw, 40, LETTERS), token)
    made = {
        "seconds": int((now - datetime.datetime(1970, 1, 1)).total_seconds()), "region": region,
        "keyID": keys.access_key, "secret": keys.secret_key, "token": token,
        "method": draw.choice(["GET", "PUT", "HEAD", "DELETE", "POST"]),
        "path": "/bucket/" + text(draw, draw.randrange(1, 40)).lstrip("/"),
        "host": draw.choice(["s3.example.org", "localhost:9000", "127.0.0.1:8080"]),
        "query": [[name, text(draw, draw.randrange(12))] for name in draw.sample(
            ["partNumber", "versionId", "response-content-type", "a b", "ü", "x"],
            draw.randrange(4))],
        "headers": [[name, value(draw)] for name in draw.sample(HEADERS, draw.randrange(4))],
        "expires": draw.randrange(1, 604_801),
    }
    return made | signatures(made, keys, draw)


def signatures(made, keys, draw):
    query = request(made)
    S3SigV4QueryAuth(keys, "s3", made["region"], made["expires"]).add_auth(query)
    header = request(made)
    S3SigV4Auth(keys, "s3", made["region"]).add_auth(header)
    form = AWSRequest(method="POST", url="https://" + made["host"] + "/bucket")
    form.context["s3-presign-post-fields"] = {}
    form.context["s3-presign-post-policy"] = {
        "expiration": "2030-01-01T00:00:00Z", "conditions": [{"key": text(draw, 10)}]}
    S3SigV4PostAuth(keys, "s3", made["region"]).add_auth(form)
    fields = form.context["s3-presign-post-fields"]
    return {
        "presigned": parse_qsl(urlsplit(query.url).query, keep_blank_values=True),
        "authorization": header.headers["Authorization"],
        "policy": fields["policy"], "policySignature": fields["x-amz-signature"],
    }


def request(made):
    url = "https://" + made["host"] + quote(made["path"], safe="/-_.~")
    if made["query"]:
        url += "?" + "&".join(
            quote(name, safe="-_.~") + "=" + quote(value, safe="-_.~")
            for name, value in made["query"])
    return AWSRequest(method=made["method"], url=url, headers=dict(made["headers"]), data=b"")


def text(draw, length, letters=LETTERS):
    return "".join(draw.choice(letters) for _ in range(length))


def value(draw):
    """What a header may hold: words between one or more spaces."""
    return "  ".join(text(draw, draw.randrange(1, 8), "abc019/=;-") for _ in range(2))


if __name__ == "__main__":
    main()
