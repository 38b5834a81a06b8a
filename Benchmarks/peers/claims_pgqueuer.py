"""The claims of pgqueuer, all tables durable.

usage: claims_pgqueuer.py URL JOBS PROCESSES [batch=N] [pool=N]
"""

from datetime import timedelta

import asyncpg
from pgqueuer.core.qm import QueueManager
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver, AsyncpgPoolDriver
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.domain.types import QueueExecutionMode

import claims

CHUNK = 10_000

LOOK = """
    SELECT
        EXTRACT(EPOCH FROM MAX(created) FILTER (WHERE status = 'successful')
            - MIN(created) FILTER (WHERE status = 'picked')),
        COUNT(DISTINCT job_id) FILTER (WHERE status = 'successful'),
        (SELECT COUNT(*) FROM pgqueuer)
    FROM pgqueuer_log
"""


async def install(url, jobs):
    connection = await asyncpg.connect(url)
    queries = Queries.from_asyncpg_connection(connection)
    await queries.install()
    for start in range(0, jobs, CHUNK):
        count = min(CHUNK, jobs - start)
        await queries.enqueue(["nothing"] * count, [None] * count, [0] * count)
    await connection.close()


async def work(url, ready, batch, pool):
    connections = await asyncpg.create_pool(url, min_size=pool, max_size=pool)
    if pool == 1:
        driver = AsyncpgDriver(await connections.acquire())
    else:
        driver = AsyncpgPoolDriver(connections)
    manager = QueueManager(Queries(driver))

    @manager.entrypoint("nothing")
    async def nothing(job):
        pass

    await ready()
    await manager.run(
        batch_size=batch, mode=QueueExecutionMode.drain,
        dequeue_timeout=timedelta(seconds=0.1))


if __name__ == "__main__":
    claims.measure("pgqueuer", install, work, LOOK, batch=500, pool=1)
