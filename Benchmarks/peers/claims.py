"""Runs a queue peer's workers over jobs that do nothing.

The clock is set in the peer's favour. It is the database's own: from the first
claim that its tables record to the last completion. Schema, jobs, interpreters,
imports and connections are there before; a barrier lets all processes go at
once, and what they do at their end is not counted.
"""

import asyncio
import json
import logging
import multiprocessing
import sys

import psycopg
import uvloop


def measure(peer, install, work, look, **settings):
    """Prints one line of JSON about `work` in several processes.

    `install(url, jobs)` makes the peer's tables and that many jobs;
    `work(url, ready, **settings)` connects, awaits `ready()`, and returns once no
    job is left; both are coroutines. `look` is a statement for one row: seconds
    from first claim to last completion, jobs completed, jobs left. A setting may
    be given on the command line in its place.
    """
    if len(sys.argv) < 4:
        sys.exit(f"usage: {sys.argv[0]} URL JOBS PROCESSES [SETTING=NUMBER...]")
    url, jobs, processes = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    for word in sys.argv[4:]:
        name, number = word.split("=")
        settings[name] = int(number)
    logging.disable(logging.WARNING)
    uvloop.run(install(url, jobs))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")
    run_processes(processes, work, url, settings)
    with psycopg.connect(url) as connection:
        seconds, completed, left = connection.execute(look).fetchone()
    print(json.dumps({
        "peer": peer,
        "settings": settings,
        "jobs": jobs,
        "completed": completed,
        "left": left,
        "seconds": round(float(seconds), 3),
        "jobs_per_second": round(completed / float(seconds), 1),
    }))


def run_processes(count, work, url, settings):
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(count)
    processes = [
        context.Process(target=_run, args=(work, url, barrier, settings)) for _ in range(count)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    failed = sum(process.exitcode != 0 for process in processes)
    if failed:
        sys.exit(f"error: {failed} of {count} processes failed")


def _run(work, url, barrier, settings):
    logging.disable(logging.WARNING)

    async def ready():
        await asyncio.to_thread(barrier.wait)

    uvloop.run(work(url, ready, **settings))
