"""Checks AWS Signature Version 4 of a request to S3, with botocore's own signer.

moto's check is not used: it knows users and policies, which these tests do not need, and takes a
request whose body is not the one that was signed.
"""

import datetime
import hmac
import re
from urllib.parse import parse_qsl

from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from refusal import Refusal

LARGEST_SKEW = datetime.timedelta(minutes=15)
AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=([^/,]+)/(\d{8})/([^/,]+)/([^/,]+)/aws4_request,\s*"
    r"SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})"
)


class Verifier:
    """Knows the keys of one server. `tokens` holds the session token of a temporary key."""

    def __init__(self, region, secrets, tokens):
        self.region = region
        self.secrets = secrets
        self.tokens = tokens

    def check(self, method, uri, headers):
        """Raises Refusal unless the headers (lower case) or the query carry a good signature."""
        if "authorization" not in headers:
            return self.check_presigned(method, uri, headers)
        match = AUTHORIZATION.fullmatch(headers["authorization"])
        if not match:
            raise malformed("The authorization header is malformed.")
        key, day, region, service, names, signature = match.groups()
        self.check_time(headers, day)
        self.check_scope(region, service)
        self.check_key(key, headers)
        names = names.split(";")
        check_names(names, headers)
        wanted = self.sign(key, method, uri, {name: headers.get(name, "") for name in names})
        if not hmac.compare_digest(wanted, signature):
            raise mismatch()

    def check_presigned(self, method, uri, headers):
        path, _, query = uri.partition("?")
        fields = dict(parse_qsl(query, keep_blank_values=True))
        if "X-Amz-Signature" not in fields:
            raise Refusal(403, "AccessDenied", "Access Denied")
        key, day, region, service, _ = fields["X-Amz-Credential"].split("/")
        stamp, expires = fields["X-Amz-Date"], int(fields["X-Amz-Expires"])
        age = datetime.datetime.utcnow() - datetime.datetime.strptime(stamp, "%Y%m%dT%H%M%SZ")
        if not -LARGEST_SKEW <= age <= datetime.timedelta(seconds=expires):
            raise Refusal(403, "AccessDenied", "Request has expired")
        self.check_scope(region, service)
        self.check_key(key, {"x-amz-security-token": fields.get("X-Amz-Security-Token")})
        names = fields["X-Amz-SignedHeaders"].split(";")
        check_names(names, headers)
        signed = {name: headers.get(name, "") for name in names}
        rest = "&".join(p for p in query.split("&") if not p.startswith("X-Amz-Signature="))
        request = AWSRequest(method, f"http://{signed['host']}{path}?{rest}", headers=signed)
        request.context["timestamp"] = stamp
        signer = S3SigV4QueryAuth(
            Credentials(key, self.secrets[key]), "s3", self.region, expires)
        wanted = self.signature(signer, request)
        if not stamp.startswith(day) or not hmac.compare_digest(wanted, fields["X-Amz-Signature"]):
            raise mismatch()

    def check_time(self, headers, day):
        stamp = headers.get("x-amz-date", "")
        try:
            time = datetime.datetime.strptime(stamp, "%Y%m%dT%H%M%SZ")
        except ValueError:
            raise Refusal(403, "AccessDenied", "AWS authentication requires a valid x-amz-date")
        if abs(datetime.datetime.utcnow() - time) > LARGEST_SKEW:
            raise Refusal(
                403,
                "RequestTimeTooSkewed",
                "The difference between the request time and the current time is too large.",
            )
        if not stamp.startswith(day):
            raise malformed("The date of the credential is not that of the request.")

    def check_scope(self, region, service):
        if region != self.region:
            raise malformed(f"the region '{region}' is wrong; expecting '{self.region}'")
        if service != "s3":
            raise malformed(f"the service '{service}' is wrong; expecting 's3'")

    def check_key(self, key, headers):
        if key not in self.secrets:
            raise Refusal(
                403,
                "InvalidAccessKeyId",
                "The AWS Access Key Id you provided does not exist in our records.",
            )
        if headers.get("x-amz-security-token") != self.tokens.get(key):
            raise Refusal(400, "InvalidToken", "The provided token is malformed or invalid.")

    def sign(self, key, method, uri, signed):
        request = AWSRequest(method, f"http://{signed['host']}{uri}", headers=signed)
        request.context["timestamp"] = signed["x-amz-date"]
        signer = S3SigV4Auth(Credentials(key, self.secrets[key]), "s3", self.region)
        return self.signature(signer, request)

    def signature(self, signer, request):
        signer.headers_to_sign = lambda request: request.headers
        text = signer.string_to_sign(request, signer.canonical_request(request))
        return signer.signature(text, request)


def mismatch():
    return Refusal(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided.",
    )


def malformed(message):
    return Refusal(400, "AuthorizationHeaderMalformed", message)


def check_names(names, headers):
    required = {"host"} | {name for name in headers if name.startswith("x-amz-")}
    if required - set(names) or names != sorted(names):
        raise Refusal(
            403,
            "AccessDenied",
            "There were headers present in the request which were not signed",
        )
