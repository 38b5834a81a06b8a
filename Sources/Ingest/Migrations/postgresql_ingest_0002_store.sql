-- What the store knows about itself: one row.
CREATE TABLE store (
    singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
    -- drawn by lot; a copy of the store has another
    id TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    -- the store that is being copied into this one; NULL once that has ended
    filled_from TEXT COLLATE "C"
);
