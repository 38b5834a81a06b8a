-- Blobs that no row named when a collection condemned them, until it has removed them: no row
-- may come to name one meanwhile. Times are microseconds since 1970, UTC.
CREATE TABLE condemned_blobs (
    digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
    condemned_at BIGINT NOT NULL
);
-- Who names a blob.
CREATE INDEX pages_thumbnail ON pages (thumbnail) WHERE thumbnail IS NOT NULL;
CREATE INDEX page_pictures_picture ON page_pictures (picture);
CREATE INDEX issued_files_digest ON issued_files (digest);
