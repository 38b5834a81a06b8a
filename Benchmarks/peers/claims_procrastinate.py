"""The claims of procrastinate.

usage: claims_procrastinate.py URL JOBS PROCESSES [concurrency=N] [pool=N]
"""

import procrastinate

import claims

CHUNK = 10_000

LOOK = """
    SELECT
        EXTRACT(EPOCH FROM MAX(at) FILTER (WHERE type = 'succeeded')
            - MIN(at) FILTER (WHERE type = 'started')),
        (SELECT COUNT(*) FROM procrastinate_jobs WHERE status = 'succeeded'),
        (SELECT COUNT(*) FROM procrastinate_jobs WHERE status <> 'succeeded')
    FROM procrastinate_events
"""


def make_app(url, pool):
    app = procrastinate.App(
        connector=procrastinate.PsycopgConnector(conninfo=url, min_size=pool, max_size=pool))

    @app.task(name="nothing")
    async def nothing():
        pass

    return app, nothing


async def install(url, jobs):
    app, nothing = make_app(url, 1)
    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        for start in range(0, jobs, CHUNK):
            await nothing.batch_defer_async(*[{}] * min(CHUNK, jobs - start))


async def work(url, ready, concurrency, pool):
    app, _ = make_app(url, pool)
    async with app.open_async():
        await app.connector.pool.wait()
        await ready()
        await app.run_worker_async(
            wait=False, concurrency=concurrency, listen_notify=False,
            install_signal_handlers=False)


if __name__ == "__main__":
    claims.measure("procrastinate", install, work, LOOK, concurrency=10, pool=2)
