-- A database as version 1 wrote it. Never change it: such files are about.

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

CREATE TABLE context (
    thread INTEGER NOT NULL REFERENCES thread (key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    dropped_by INTEGER,
    json BLOB NOT NULL,
    UNIQUE (thread, ordinal)
) STRICT;
INSERT INTO thread VALUES (1, '0199a000-0000-7000-8000-000000000001', 1000, 2000, 3000, 0, 'demo', 'vscode', '/w', 'a name',
    'hello', 'demo-1', 'low', '0.1.0', 'test', NULL, NULL, 'abc', 'main', NULL, 0, X'7B7D', NULL);
INSERT INTO turn VALUES (1, 1, 'turn-1', 'completed', 1000, 1500, 500, NULL);
INSERT INTO turn VALUES (1, 3, 'turn-2', 'inProgress', 1600, NULL, NULL, NULL);
INSERT INTO item VALUES (1, 2, 1, 'item-1', 'userMessage', 1000, 1001, X'7B226964223A226974656D2D31227D');
INSERT INTO context VALUES (1, 1, 1, 3, X'2261736B22');
INSERT INTO context VALUES (1, 2, 3, NULL, X'2273756D6D61727922');
PRAGMA application_id = 1347570755;
PRAGMA user_version = 1;
