"""Does to an S3 server what programs do, by boto3, requests and curl; prints what was answered.

usage: clients.py JSON

JSON is an object with endpoint, bucket, region, keyID, secret and steps: objects with `do` (post,
curl, browser, put or get) and what it needs. Each gives an object with status, headers and text.
"""

import hashlib
import json
import subprocess
import sys

import boto3
import requests
from botocore.config import Config


def main():
    world = json.loads(sys.argv[1])
    client = boto3.client(
        "s3", endpoint_url=world["endpoint"], region_name=world["region"],
        aws_access_key_id=world["keyID"], aws_secret_access_key=world["secret"],
        config=Config(signature_version="s3v4", s3={"addressing_style": "path"}))
    does = {"post": post, "curl": curl, "browser": browser, "put": put, "get": get}
    print(json.dumps([does[step["do"]](client, world["bucket"], step) for step in world["steps"]]))


def presigned_form(client, bucket, step):
    if "form" in step:
        return step["form"]
    form = client.generate_presigned_post(
        bucket, step["key"], Fields=dict(step.get("fields", {})),
        Conditions=step.get("conditions", []), ExpiresIn=step.get("expires", 60))
    form["fields"] |= step.get("changed", {})
    for name in step.get("removed", []):
        del form["fields"][name]
    return form


def post(client, bucket, step):
    """By Python requests."""
    form = presigned_form(client, bucket, step)
    with open(step["file"], "rb") as file:
        answer = requests.post(
            form["url"], data=form["fields"], allow_redirects=False,
            files={"file": (step.get("name", "scan.pdf"), file)})
    return told(answer)


def curl(client, bucket, step):
    form = presigned_form(client, bucket, step)
    words = ["curl", "-sS", "-i", "-H", "Expect:"]
    for name, value in form["fields"].items():
        words += ["-F", f"{name}={value}"]
    words += ["-F", "file=@" + step["file"], form["url"]]
    head, _, body = subprocess.run(
        words, check=True, capture_output=True).stdout.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    return {
        "status": int(lines[0].split()[1]), "text": body.decode(),
        "headers": dict(line.lower().split(": ", 1) for line in lines[1:])}


def browser(client, bucket, step):
    """As browsers write a form: fields in another order, types and charsets, a button behind."""
    form = presigned_form(client, bucket, step)
    mark = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
    body = b""
    for name, value in sorted(form["fields"].items()):
        body += (f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n'
                 f"Content-Type: text/plain; charset=UTF-8\r\n\r\n{value}\r\n").encode()
    with open(step["file"], "rb") as file:
        body += (f'--{mark}\r\nContent-Disposition: form-data; name="file"; '
                 f'filename="{step.get("name", "scan.pdf")}"\r\n'
                 "Content-Type: application/pdf\r\n\r\n").encode() + file.read()
    body += (f'\r\n--{mark}\r\nContent-Disposition: form-data; name="submit"\r\n\r\nUpload\r\n'
             f"--{mark}--\r\n").encode()
    return told(requests.post(
        form["url"], data=body, allow_redirects=False,
        headers={"Content-Type": "multipart/form-data; boundary=" + mark}))


def put(client, bucket, step):
    url = client.generate_presigned_url(
        "put_object", {"Bucket": bucket, "Key": step["key"]} | step.get("parameters", {}),
        ExpiresIn=step.get("expires", 60))
    with open(step["file"], "rb") as file:
        return told(requests.put(url, data=file, headers=step.get("headers", {})))


def get(client, bucket, step):
    url = step.get("url") or client.generate_presigned_url(
        "get_object", {"Bucket": bucket, "Key": step["key"]} | step.get("parameters", {}),
        ExpiresIn=step.get("expires", 60))
    return told(requests.get(url, headers=step.get("headers", {})))


def told(answer):
    return {
        "status": answer.status_code, "sha256": hashlib.sha256(answer.content).hexdigest(),
        "text": answer.content.decode(errors="replace")[:4096],
        "headers": {name.lower(): value for name, value in answer.headers.items()}}


if __name__ == "__main__":
    main()
