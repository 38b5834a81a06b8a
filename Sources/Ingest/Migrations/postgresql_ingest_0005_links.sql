-- What opens bytes without any other credential. Times are microseconds since 1970, UTC.
-- Links to a document or a version hold its epoch; raising it ends them all.
ALTER TABLE documents ADD COLUMN link_epoch BIGINT NOT NULL DEFAULT 0;
ALTER TABLE versions ADD COLUMN link_epoch BIGINT NOT NULL DEFAULT 0;
-- What signs our own links: the newest one that neither retires nor is revoked.
CREATE TABLE link_keys (
    id TEXT COLLATE "C" PRIMARY KEY,
    -- 256 random bits, 64 hexadecimal digits
    secret TEXT COLLATE "C" NOT NULL CHECK (length(secret) = 64),
    created_at BIGINT NOT NULL,
    -- when it stops to open what it signed; NULL while it signs
    retires_at BIGINT,
    revoked_at BIGINT
);
-- Links that ended before their time.
CREATE TABLE ended_links (
    id TEXT COLLATE "C" PRIMARY KEY,
    reason TEXT COLLATE "C" NOT NULL CHECK (reason IN ('revoked', 'used')),
    ended_at BIGINT NOT NULL,
    -- when it would have ended by itself; after that the row means nothing
    expires_at BIGINT NOT NULL
);
CREATE INDEX ended_links_expiry ON ended_links (expires_at);
-- What clients of S3 sign with. The secret has to be readable: both ends compute with it.
CREATE TABLE s3_keys (
    id TEXT COLLATE "C" PRIMARY KEY CHECK (length(id) = 20),
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    subject_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 63),
    secret TEXT COLLATE "C" NOT NULL CHECK (length(secret) = 40),
    -- whether it signs forms on the server itself, and nobody was shown its secret
    is_internal INTEGER NOT NULL CHECK (is_internal IN (0, 1)),
    created_at BIGINT NOT NULL,
    revoked_at BIGINT,
    revoked_by TEXT COLLATE "C"
);
CREATE INDEX s3_keys_organization ON s3_keys (organization_id, id);
-- Files that are expected, and what became of those that came.
CREATE TABLE uploads (
    id TEXT COLLATE "C" PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    -- whose the file will be
    subject_id TEXT COLLATE "C" NOT NULL,
    -- the name by which clients of S3 know it
    object_key TEXT COLLATE "C" NOT NULL CHECK (length(object_key) BETWEEN 1 AND 1024),
    -- the document that gets a version; NULL for a new one
    document_id TEXT COLLATE "C" REFERENCES documents (id) ON DELETE CASCADE,
    title TEXT COLLATE "C",
    max_bytes BIGINT NOT NULL,
    -- whether one file ends it; otherwise the next one becomes the next version
    is_single_use INTEGER NOT NULL CHECK (is_single_use IN (0, 1)),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    -- the newest version that came
    version_id TEXT COLLATE "C" REFERENCES versions (id) ON DELETE CASCADE,
    UNIQUE (organization_id, object_key)
);
