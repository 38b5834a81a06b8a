-- Who gets marked copies, how entry pages look, and what was made of either. Times are
-- microseconds since 1970, UTC.
-- The watermark that copies carry, and the least role that is free of it, as JSON; NULL for none.
ALTER TABLE organizations ADD COLUMN watermark TEXT COLLATE "C";
ALTER TABLE documents ADD COLUMN watermark TEXT COLLATE "C";
-- How its entry pages look, as JSON; NULL for the usual.
ALTER TABLE organizations ADD COLUMN entry_page TEXT COLLATE "C";
-- The blob of its logo, a PNG; NULL for none.
ALTER TABLE organizations ADD COLUMN logo TEXT COLLATE "C" CHECK (length(logo) = 64);
-- Marked copies and entry pages: what one link opens, and copies kept to be given again.
CREATE TABLE issued_files (
    id TEXT COLLATE "C" PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    document_id TEXT COLLATE "C" NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    version_id TEXT COLLATE "C" NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('marked_copy', 'entry_page')),
    digest TEXT COLLATE "C" NOT NULL CHECK (length(digest) = 64),
    byte_count BIGINT NOT NULL,
    -- the mark and what drew it, of a copy that anybody may get again; NULL for what a link opens
    cache_key TEXT COLLATE "C" CHECK (length(cache_key) = 64),
    -- the name or address that was stated
    made_for TEXT COLLATE "C",
    created_by TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    -- when its link ends; NULL for what is kept
    expires_at BIGINT,
    CHECK ((cache_key IS NULL) <> (expires_at IS NULL))
);
CREATE UNIQUE INDEX issued_files_cached ON issued_files (version_id, cache_key)
    WHERE cache_key IS NOT NULL;
CREATE INDEX issued_files_expiry ON issued_files (expires_at) WHERE expires_at IS NOT NULL;
