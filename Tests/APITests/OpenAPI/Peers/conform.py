"""Sends a server what its OpenAPI document allows and does not, and holds the answers against it.

Arguments: the server's address, an API key, and names for parameters of paths as JSON.
"""

import json
import os
import subprocess
import sys
import tempfile

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)
# They would take away what other requests need.
EXCLUDED = "[tT]rash|[tT]ransfer|[rR]evoke"
OUTPUT_LIMIT = 30_000


def settings(key, names):
    """Lets requests in where a key is asked for, and has parameters of paths name what is there."""
    files = os.path.join(os.path.dirname(os.path.abspath(__file__)), "files.py")
    lines = [f'hooks = "{files}"', "[auth.openapi.bearer]", f'bearer = "{key}"', "[parameters]"]
    lines += [f'"path.{name}" = "{value}"' for name, value in names.items()]
    lines += ["[phases.coverage]", "unexpected-methods = []"]
    return "\n".join(lines) + "\n"


def run(url, key, names, folder):
    """Runs the generator and returns how it ended."""
    path = os.path.join(folder, "schemathesis.toml")
    with open(path, "w") as file:
        file.write(settings(key, names))
    return subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "--config-file", path, "run"),
            *(f"{url}/openapi.json", "--checks", ",".join(CHECKS)),
            *("--phases", "examples,coverage,fuzzing", "--suppress-health-check", "all"),
            *("--max-examples", "3", "--generation-deterministic"),
            *("--exclude-operation-id-regex", EXCLUDED, "--warnings", "off", "--no-color"),
            *("--request-timeout", "20"),
        ],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


with tempfile.TemporaryDirectory() as folder:
    outcome = run(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), folder)
if outcome.returncode != 0:
    sys.exit(outcome.stdout[-OUTPUT_LIMIT:])
