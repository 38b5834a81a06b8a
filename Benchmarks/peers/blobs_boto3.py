"""Small objects and a large one by boto3, with the defaults of its TransferManager.

usage: blobs_boto3.py ENDPOINT REGION BUCKET FILE SMALL-FILES...

The keys come from the environment. What is fetched is not compared with a digest.
"""

import json
import os
import sys
import tempfile
import time

import boto3
from botocore.config import Config


def main():
    endpoint, region, bucket, large, *small = sys.argv[1:]
    client = boto3.client(
        "s3", endpoint_url=endpoint, region_name=region,
        config=Config(s3={"addressing_style": "path"}))
    client.list_objects_v2(Bucket=bucket)
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps({
            "peer": "boto3 " + boto3.__version__,
            "small_put": seconds(client.upload_file, small, bucket),
            "small_get": seconds(
                lambda path, bucket, key: client.download_file(bucket, key, f"{folder}/{key}"),
                small, bucket),
            "large_put": seconds(client.upload_file, [large], bucket),
            "large_get": seconds(
                lambda path, bucket, key: client.download_file(bucket, key, f"{folder}/{key}"),
                [large], bucket),
        }))


def seconds(transfer, paths, bucket):
    """The seconds that all take, one after the other."""
    start = time.perf_counter()
    for path in paths:
        transfer(path, bucket, os.path.basename(path))
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
