-- What keeps collections of blobs, uploads and backups out of each other's way.
-- Odd while blobs that no row names are being removed, even otherwise; only ever grows. Who
-- stored bytes and finds another number, or an odd one, looks again whether they are there.
ALTER TABLE store ADD COLUMN collection BIGINT NOT NULL DEFAULT 0;
-- Until when a backup copies what rows name, in microseconds since 1970, UTC; nothing is
-- collected before.
ALTER TABLE store ADD COLUMN backup_until BIGINT NOT NULL DEFAULT 0;
-- What is still being read, for the question whether somebody reads it.
CREATE INDEX versions_processing ON versions (id) WHERE state = 'processing';
