"""An S3 server on loopback for tests: moto's store behind a front that checks every request.

It takes orders on standard input, a line of JSON each, and answers each with a line. It ends at
the end of its input, so it never outlives who started it.
"""

import json
import os
import secrets
import socket
import sys
import threading

os.environ["MOTO_DISABLE_GLOBAL_CORS"] = "true"

from cheroot import wsgi
from moto.moto_server.werkzeug_app import create_backend_app
from moto.s3.models import s3_backends

from faults import Faults
from front import Front
from signature import Verifier

REGION = "eu-central-1"
ACCOUNT = "123456789012"


class Connection:
    """Lets the front end a connection without an answer."""

    def __init__(self, request):
        self.request = request

    def close(self):
        self.request.close_connection = True
        # What cheroot has yet to send for this request must not be sent.
        self.request.sent_headers = True
        self.request.conn.wfile.flush()
        self.request.conn.socket.shutdown(socket.SHUT_RDWR)


class Gateway(wsgi.Gateway_10):
    def get_environ(self):
        return {**super().get_environ(), "test.connection": Connection(self.req)}


class Store:
    """The orders that a test gives beside S3's own requests."""

    def __init__(self, front, faults):
        self.front = front
        self.faults = faults

    def obey(self, order):
        try:
            return {"result": getattr(self, "do_" + order.pop("order"))(**order)}
        except Exception as error:
            return {"error": repr(error)}

    def do_makeBucket(self, name):
        with self.front.lock:
            self.front.backend.create_bucket(name, REGION)

    def do_keys(self, bucket):
        with self.front.lock:
            return sorted(self.front.backend.get_bucket(bucket).keys.keys())

    def do_uploads(self, bucket):
        with self.front.lock:
            return [
                upload.key_name
                for upload in self.front.backend.get_bucket(bucket).multiparts.values()
            ]

    def do_requests(self, bucket):
        return [line for line in list(self.front.seen) if f"/{bucket}" in line]

    def do_fault(self, **fault):
        self.faults.add(fault)

    def do_clearFaults(self):
        self.faults.clear()


def main():
    key, temporary = "AKIA" + secrets.token_hex(8).upper(), "ASIA" + secrets.token_hex(8).upper()
    # With the characters of a real secret that a URL or a careless parser would change.
    passwords = {name: f"+/{secrets.token_hex(18)}/+" for name in (key, temporary)}
    token = secrets.token_urlsafe(60) + "=="
    faults = Faults()
    verifier = Verifier(REGION, passwords, {temporary: token})
    backend = s3_backends[ACCOUNT]["aws"]
    front = Front(create_backend_app("s3"), backend, verifier, faults)
    server = wsgi.Server(
        ("127.0.0.1", int(sys.argv[1])), front, numthreads=32, request_queue_size=128
    )
    server.gateway = Gateway
    server.prepare()
    threading.Thread(target=server.serve, daemon=True).start()
    ready = {
        "port": server.bind_addr[1],
        "region": REGION,
        "accessKeyID": key,
        "secretAccessKey": passwords[key],
        "temporaryAccessKeyID": temporary,
        "temporarySecretAccessKey": passwords[temporary],
        "sessionToken": token,
    }
    print(json.dumps(ready), flush=True)
    store = Store(front, faults)
    for line in sys.stdin:
        print(json.dumps(store.obey(json.loads(line))), flush=True)
    os._exit(0)


main()
