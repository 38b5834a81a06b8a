"""Presigned GETs by botocore, by its signer alone, without a client around it.

usage: links_botocore.py COUNT
"""

import json
import sys
import time

import botocore
from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials


def main():
    count = int(sys.argv[1])
    keys = Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    signer = S3SigV4QueryAuth(keys, "s3", "us-east-1", 900)
    start = time.process_time()
    for number in range(count):
        signer.add_auth(AWSRequest(
            method="GET", url=f"https://documents.example/muniment/documents/{number % 10_000}.pdf"))
    seconds = time.process_time() - start
    print(json.dumps({"peer": "botocore " + botocore.__version__, "sign": count / seconds}))


if __name__ == "__main__":
    main()
