-- Who there is, what is theirs, and what happened to it. Times are microseconds since 1970,
-- UTC; a subject is a user or a bot.
CREATE TABLE users (
    id TEXT COLLATE "C" PRIMARY KEY,
    email TEXT COLLATE "C" NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 320),
    name TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    given_name TEXT COLLATE "C",
    family_name TEXT COLLATE "C",
    created_at BIGINT NOT NULL
);
CREATE TABLE members (
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    user_id TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, user_id)
);
CREATE INDEX members_user ON members (user_id);
-- A program that acts in an organization.
CREATE TABLE bots (
    id TEXT COLLATE "C" PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    name TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
    created_at BIGINT NOT NULL,
    UNIQUE (organization_id, name)
);
-- The secret itself is nowhere, only its SHA-256.
CREATE TABLE api_keys (
    id TEXT COLLATE "C" PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    subject_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 63),
    prefix TEXT COLLATE "C" NOT NULL,
    secret_hash TEXT COLLATE "C" NOT NULL CHECK (length(secret_hash) = 64),
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    revoked_by TEXT COLLATE "C",
    revoked_comment TEXT COLLATE "C",
    CHECK (revoked_at IS NOT NULL OR (revoked_by IS NULL AND revoked_comment IS NULL))
);
CREATE INDEX api_keys_organization ON api_keys (organization_id, id);
-- How many documents an organization may have; 0 for any number.
ALTER TABLE organizations ADD COLUMN document_limit INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN description TEXT COLLATE "C" CHECK (length(description) <= 2000);
-- Who uploaded it first, and whose it is; NULL only until the store has its first user.
ALTER TABLE documents ADD COLUMN created_by TEXT COLLATE "C";
ALTER TABLE documents ADD COLUMN owner_id TEXT COLLATE "C";
ALTER TABLE documents ADD COLUMN general_access TEXT COLLATE "C" NOT NULL DEFAULT 'organization'
    CHECK (general_access IN ('restricted', 'organization', 'anyone_with_link'));
ALTER TABLE documents ADD COLUMN trashed_at BIGINT;
-- In lower case, to be searched and sorted by.
ALTER TABLE documents ADD COLUMN folded_title TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN folded_description TEXT COLLATE "C";
UPDATE documents SET folded_title = LOWER(title);
CREATE INDEX documents_created ON documents (organization_id, created_at, id);
ALTER TABLE versions ADD COLUMN title TEXT COLLATE "C" CHECK (length(title) <= 255);
ALTER TABLE versions ADD COLUMN description TEXT COLLATE "C";
ALTER TABLE versions ADD COLUMN created_by TEXT COLLATE "C";
-- A role on a document that was given to a subject.
CREATE TABLE grants (
    document_id TEXT COLLATE "C" NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    subject_id TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('viewer', 'commenter', 'collaborator', 'admin')),
    granted_by TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    PRIMARY KEY (document_id, subject_id)
);
CREATE INDEX grants_subject ON grants (subject_id, document_id);
-- When a subject last opened a document's content.
CREATE TABLE document_views (
    document_id TEXT COLLATE "C" NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    subject_id TEXT COLLATE "C" NOT NULL,
    last_viewed_at BIGINT NOT NULL,
    PRIMARY KEY (document_id, subject_id)
);
-- The timeline: appended to, never altered.
CREATE TABLE events (
    id TEXT COLLATE "C" PRIMARY KEY,
    document_id TEXT COLLATE "C" NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    version_id TEXT COLLATE "C",
    kind TEXT COLLATE "C" NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
    -- a user, a bot, or NULL for somebody with a link
    actor_id TEXT COLLATE "C",
    occurred_at BIGINT NOT NULL,
    -- further facts as JSON
    payload TEXT COLLATE "C" NOT NULL
);
CREATE INDEX events_document ON events (document_id, id);
-- SHA-256 over the pages' hashes, 64 hexadecimal digits; NULL where a page has none.
ALTER TABLE records ADD COLUMN contents_hash TEXT COLLATE "C";
CREATE INDEX records_contents ON records (contents_hash) WHERE contents_hash IS NOT NULL;
