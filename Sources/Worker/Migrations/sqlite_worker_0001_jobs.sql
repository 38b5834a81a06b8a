-- The job queue. Times are microseconds since 1970, UTC.
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
    tenant TEXT NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT NOT NULL,
    unique_key TEXT,
    priority INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 9),
    enqueued_at BIGINT NOT NULL,
    run_at BIGINT NOT NULL,
    -- run_at less the head start that the priority is worth: waiting makes up for priority
    rank BIGINT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('available', 'running', 'completed', 'failed', 'cancelled')),
    attempt INTEGER NOT NULL CHECK (attempt >= 0),
    max_attempts INTEGER NOT NULL CHECK (max_attempts >= 1),
    room INTEGER NOT NULL CHECK (room >= 0),
    claim BIGINT NOT NULL CHECK (claim >= 0),
    worker TEXT,
    claimed_at BIGINT,
    lease_until BIGINT,
    cancel_requested INTEGER NOT NULL CHECK (cancel_requested IN (0, 1)),
    finished_at BIGINT,
    progress_done INTEGER NOT NULL CHECK (progress_done >= 0),
    progress_total INTEGER,
    CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CHECK ((state = 'running') = (worker IS NOT NULL)),
    CHECK ((state IN ('completed', 'failed', 'cancelled')) = (finished_at IS NOT NULL))
);
-- In the order of claiming, a tenant at a time.
CREATE INDEX jobs_available ON jobs (tenant, rank, id) WHERE state = 'available';
CREATE INDEX jobs_running ON jobs (tenant, lease_until) WHERE state = 'running';
-- When a tenant was served last.
CREATE INDEX jobs_served ON jobs (tenant, claimed_at) WHERE claimed_at IS NOT NULL;
CREATE INDEX jobs_subject ON jobs (subject, id);
CREATE UNIQUE INDEX jobs_unique_key ON jobs (unique_key)
    WHERE unique_key IS NOT NULL AND state IN ('available', 'running');
-- What went wrong with a job, attempt by attempt.
CREATE TABLE job_errors (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id BIGINT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    attempt INTEGER NOT NULL,
    at BIGINT NOT NULL,
    class TEXT NOT NULL CHECK (class IN ('transient', 'resource', 'document', 'ours', 'lapse')),
    code TEXT NOT NULL,
    message TEXT NOT NULL
);
CREATE INDEX job_errors_job ON job_errors (job_id, id);
