"""Faults that tests ask for."""

import threading


class Faults:
    """The faults that wait for the requests that they are meant for.

    A fault is a dictionary. `method`, `uri` (a part of the raw path and query) say which requests
    it is for; the first `after` of those pass and the next `count` do not. `kind` says what
    happens to them:

    - "status": the answer is `status` with `headers`, and nothing is done;
    - "drop": the connection ends before anything is done;
    - "dropAnswer": the connection ends when everything is done, before the answer;
    - "truncate": the connection ends in the middle of the answer's body;
    - "flip": one bit in the middle of the answer's body is another.
    """

    def __init__(self):
        self.lock = threading.Lock()
        self.waiting = []

    def add(self, fault):
        with self.lock:
            self.waiting.append(dict(fault))

    def clear(self):
        with self.lock:
            self.waiting.clear()

    def take(self, method, uri):
        """The fault for a request, or an empty dictionary."""
        with self.lock:
            for fault in self.waiting:
                if fault.get("method", method) != method or fault.get("uri", "") not in uri:
                    continue
                if fault.get("after", 0) > 0:
                    fault["after"] -= 1
                    continue
                fault["count"] = fault.get("count", 1) - 1
                if fault["count"] == 0:
                    self.waiting.remove(fault)
                return fault
        return {}
