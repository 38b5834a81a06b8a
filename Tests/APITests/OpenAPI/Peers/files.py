"""What the generator sends as files: PDFs, as far as their beginning goes, and what is none."""

import schemathesis
from hypothesis import strategies as st
from schemathesis.transport.serialization import Binary

FILES = (b"%PDF-1.7\n%%EOF\n", b"%PDF-1.4\n1 0 obj\n", b"no PDF", b"")

schemathesis.openapi.format("binary", st.sampled_from(FILES).map(Binary))


@schemathesis.serializer("application/pdf")
def serialize(context, value):
    """A body as it is."""
    if isinstance(value, Binary):
        return value.data
    return value if isinstance(value, bytes) else str(value).encode()
