"""The errors of S3."""

from xml.sax.saxutils import escape


class Refusal(Exception):
    """An answer other than success: S3's code, its message, and the HTTP status."""

    def __init__(self, status, code, message):
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message

    def body(self):
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f"<Error><Code>{self.code}</Code><Message>{escape(self.message)}</Message>"
            "<RequestId>TEST</RequestId></Error>"
        ).encode()
