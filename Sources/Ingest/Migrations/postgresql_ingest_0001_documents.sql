-- Documents, their versions, and what was read from them. Times are
-- microseconds since 1970, UTC; digests are 64 hexadecimal digits.
CREATE TABLE organizations (
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE TABLE documents (
    id TEXT COLLATE "C" PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    title TEXT COLLATE "C" NOT NULL CHECK (length(title) BETWEEN 1 AND 255),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX documents_organization ON documents (organization_id, id);
-- One uploaded file. Never altered but for its state, and never deleted by itself.
CREATE TABLE versions (
    id TEXT COLLATE "C" PRIMARY KEY,
    document_id TEXT COLLATE "C" NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    digest TEXT COLLATE "C" NOT NULL CHECK (length(digest) = 64),
    byte_count BIGINT NOT NULL CHECK (byte_count > 0),
    file_name TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL
        CHECK (state IN ('processing', 'ready', 'degraded', 'needs_password', 'failed')),
    -- why it is not simply ready, for people
    reason TEXT COLLATE "C",
    -- the record that is shown
    record_id TEXT COLLATE "C",
    settled_at BIGINT,
    UNIQUE (document_id, number),
    CHECK ((state = 'processing') = (settled_at IS NULL)),
    CHECK (state NOT IN ('ready', 'degraded') OR record_id IS NOT NULL),
    CHECK (state IN ('processing', 'ready') OR reason IS NOT NULL)
);
CREATE INDEX versions_digest ON versions (digest);
CREATE INDEX versions_settled ON versions (settled_at) WHERE settled_at IS NOT NULL;
-- What one revision of the extractor read from a version. A draft until it is
-- finished, in the transaction that completes its job; never altered after that.
CREATE TABLE records (
    id TEXT COLLATE "C" PRIMARY KEY,
    version_id TEXT COLLATE "C" NOT NULL REFERENCES versions (id),
    job_id BIGINT NOT NULL,
    revision TEXT COLLATE "C" NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    page_count INTEGER,
    facts TEXT COLLATE "C",
    heading_ranks TEXT COLLATE "C",
    CHECK (finished_at IS NULL
        OR (page_count IS NOT NULL AND facts IS NOT NULL AND heading_ranks IS NOT NULL))
);
CREATE INDEX records_version ON records (version_id, id);
-- PostgreSQL wants the table first. Deferrable, because a copy brings a version before its
-- record; SQLite defers by a setting.
ALTER TABLE versions
    ADD CONSTRAINT versions_record FOREIGN KEY (record_id) REFERENCES records (id) DEFERRABLE;
-- A page of a record, numbered from 0. A page that could not be read has a
-- failure and nothing else.
CREATE TABLE pages (
    record_id TEXT COLLATE "C" NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 0),
    failure TEXT COLLATE "C",
    complaints TEXT COLLATE "C",
    width DOUBLE PRECISION,
    height DOUBLE PRECISION,
    rotation INTEGER CHECK (rotation IN (0, 90, 180, 270)),
    label TEXT COLLATE "C",
    text TEXT COLLATE "C",
    -- words and blocks with their boxes; docs/page-layout.md
    layout BYTEA,
    image_share DOUBLE PRECISION,
    text_share DOUBLE PRECISION,
    is_scan INTEGER CHECK (is_scan IN (0, 1)),
    language TEXT COLLATE "C",
    hash BYTEA CHECK (length(hash) = 32),
    ink_share DOUBLE PRECISION,
    thumbnail TEXT COLLATE "C" CHECK (length(thumbnail) = 64),
    PRIMARY KEY (record_id, number),
    CHECK (failure IS NOT NULL
        OR (width IS NOT NULL AND height IS NOT NULL AND rotation IS NOT NULL
            AND text IS NOT NULL AND layout IS NOT NULL))
);
