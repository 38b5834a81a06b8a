"""Runs cases with the official SDK of the Factify API: a line of JSON in, a line of JSON out."""

import json
import os
import sys
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import account_cases
import document_cases
import list_cases
import refusal_cases
from caller import Callers

CASES = {
    name: case
    for module in (account_cases, document_cases, list_cases, refusal_cases)
    for name, case in vars(module).items()
    if not name.startswith("_") and callable(case) and case.__module__ == module.__name__
}


def run(order):
    """Runs one case, and returns what went wrong."""
    try:
        CASES[order["case"]](Callers(order))
    except BaseException:
        return traceback.format_exc()
    return None


for line in sys.stdin:
    print(json.dumps({"error": run(json.loads(line))}), flush=True)
