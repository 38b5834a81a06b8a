-- What finds a page's other forms besides its hash: the hash of its straightened ink,
-- and how far its lines fall to the right, in degrees.
ALTER TABLE pages ADD COLUMN moment_hash BLOB CHECK (length(moment_hash) = 32);
ALTER TABLE pages ADD COLUMN skew REAL;
-- Holds all that a search needs, so that no text or layout is read for it.
CREATE INDEX pages_hashes ON pages (record_id, number, hash, moment_hash, ink_share)
    WHERE hash IS NOT NULL;
-- The revision of the comparison that last looked for a record's duplicates; NULL until then.
ALTER TABLE records ADD COLUMN matched_revision TEXT;
-- Two versions that look alike, each pair once, with the proof as JSON. Versions of the same
-- bytes are not among them.
CREATE TABLE matches (
    version_a TEXT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    version_b TEXT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    verdict TEXT NOT NULL,
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    finding TEXT NOT NULL,
    revision TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    PRIMARY KEY (version_a, version_b),
    CHECK (version_a < version_b)
);
CREATE INDEX matches_other ON matches (version_b);
-- Pictures of pages (from 0) that a comparison had drawn: grey JPEG files among the blobs.
CREATE TABLE page_pictures (
    version_id TEXT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 0),
    picture TEXT NOT NULL CHECK (length(picture) = 64),
    PRIMARY KEY (version_id, number)
);
