-- Columns that lists look at come before those that may be big.
CREATE TABLE thread (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    recency_ms INTEGER NOT NULL,
    archived INTEGER NOT NULL,
    model_provider TEXT NOT NULL,
    source TEXT NOT NULL,
    cwd TEXT NOT NULL,
    name TEXT,
    preview TEXT NOT NULL,
    model TEXT,
    reasoning_effort TEXT,
    cli_version TEXT NOT NULL,
    originator TEXT,
    thread_source TEXT,
    forked_from_id TEXT,
    git_sha TEXT,
    git_branch TEXT,
    git_origin_url TEXT,
    -- No turn or item gets an ordinal below this: those of reverted ones are not given again.
    ordinal_floor INTEGER NOT NULL DEFAULT 0,
    settings BLOB NOT NULL,
    token_usage BLOB
) STRICT;
CREATE INDEX thread_created ON thread (archived, created_ms, id);
CREATE INDEX thread_updated ON thread (archived, updated_ms, id);
CREATE INDEX thread_recency ON thread (archived, recency_ms, id);

-- Turns and items of a thread share one sequence of ordinals, beginning with 1.
CREATE TABLE turn (
    thread INTEGER NOT NULL REFERENCES thread (key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    status TEXT NOT NULL,
    started_ms INTEGER NOT NULL,
    completed_ms INTEGER,
    duration_ms INTEGER,
    error BLOB,
    PRIMARY KEY (thread, ordinal),
    UNIQUE (thread, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
    thread INTEGER NOT NULL REFERENCES thread (key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    started_ms INTEGER NOT NULL,
    completed_ms INTEGER NOT NULL,
    json BLOB NOT NULL,
    UNIQUE (thread, ordinal),
    UNIQUE (thread, id)
) STRICT;
CREATE INDEX item_turn ON item (thread, turn, ordinal, type);

-- What the model sees: the rows that were not dropped. turn is the ordinal of the turn a row goes away with, 0 before the
-- first; dropped_by that of the turn whose compaction replaced it.
CREATE TABLE context (
    thread INTEGER NOT NULL REFERENCES thread (key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    dropped_by INTEGER,
    json BLOB NOT NULL,
    UNIQUE (thread, ordinal)
) STRICT;
