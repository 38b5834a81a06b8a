"""Checks the OpenAPI document of a server: its address is the argument."""

import json
import sys
import urllib.request

from openapi_spec_validator import OpenAPIV31SpecValidator

with urllib.request.urlopen(sys.argv[1] + "/openapi.json") as answer:
    document = json.load(answer)
errors = [
    "/".join(str(part) for part in error.absolute_path) + ": " + error.message[:500]
    for error in OpenAPIV31SpecValidator(document).iter_errors()
]
if errors:
    sys.exit("\n".join(errors[:20]))
