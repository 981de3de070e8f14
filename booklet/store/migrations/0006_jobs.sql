-- The books of many customers, made one after the other by whoever takes them: a row for the job, and one for each
-- customer. All rows of a job are written at its start, so that nothing of it is known only to a process.
create sequence jobs_number;

-- `request` is equal for two jobs that ask for the same; `reason` says why an open job does not go on, or how it ended.
create table jobs (
    id text primary key,
    number bigint not null,
    request text not null,
    book_id text not null,
    book text not null,
    version integer not null,
    year integer not null,
    quarter integer not null check (quarter between 1 and 4),
    force boolean not null,
    state text not null check (state in ('open', 'done', 'cancelled')),
    reason text not null,
    created_at timestamp not null,
    created_by text not null,
    first_taken_at timestamp,
    recorded_at timestamp,
    finished_at timestamp,
    interruptions integer not null,
    lost_seconds double precision not null
);

-- Whoever works on an item holds its lease: `lease` is new with each time that items are taken, and after `lease_until`
-- somebody else may take them. `problems` are those that the book was made with, or that stopped it, as JSON.
create table job_items (
    job_id text not null,
    position integer not null,
    customer_id text not null,
    customer text not null,
    archived boolean not null,
    state text not null check (state in ('waiting', 'running', 'made', 'skipped', 'failed', 'cancelled')),
    attempts integer not null,
    reason text not null,
    problems text not null,
    seconds double precision not null,
    generation_id text not null,
    lease text not null,
    lease_until timestamp,
    primary key (job_id, position)
);
