-- What all customers of a book and quarter share (its pages, settings, definitions, uploads, tools) is kept once by
-- digest, and a run has its customer's own inputs beside a reference to it. The step in Python divides the snapshots of
-- the runs that are there (`earlier_generations`), and drops that table.
--
-- Nothing refers to generations by a foreign key any more, nor is the log indexed: runs are only ever added, and those
-- two made the database 1.6 times as large. A run's lines are read once in a while, and found by a scan.

create table shared_inputs (
    digest text primary key,
    inputs text not null
);

create table earlier_events as select * from generation_events;
drop table generation_events;
create table earlier_generations as select * from generations;
drop table generations;

-- `own_inputs` and the shared inputs are the snapshot, as JSON; `shared_inputs` is null for a run that was recorded
-- without any, whose `own_inputs` are all there is. The digests of values and workbooks tell whether a customer's own
-- inputs are those of today without reading them; that of the workbooks is empty where there are none.
create table generations (
    id text primary key,
    number bigint not null,
    book_id text not null,
    book text not null,
    version integer not null,
    customer_id text not null,
    customer text not null,
    year integer not null,
    quarter integer not null check (quarter between 1 and 4),
    status text not null check (status in ('running', 'made', 'failed', 'interrupted')),
    shared_inputs text,
    own_inputs text not null,
    values_digest text not null,
    workbooks_digest text not null,
    snapshot_digest text not null,
    started_at timestamp not null,
    started_by text not null,
    finished_at timestamp,
    error text not null,
    sha256 text not null,
    content_sha256 text not null,
    page_count integer not null,
    bytes bigint not null,
    batch text not null
);

create table generation_events (
    generation_id text not null,
    number integer not null,
    happened_at timestamp not null,
    severity text not null,
    message text not null
);
insert into generation_events (generation_id, number, happened_at, severity, message)
select generation_id, number, happened_at, severity, message from earlier_events;
drop table earlier_events;

-- A book that its office keeps as it was sent, in spite of the inputs of that moment (`inputs`: the digest of their
-- key). Only ever added; where something changes after that, the book is out of date again.
create sequence acknowledged_number;

create table acknowledged (
    number bigint primary key default nextval('acknowledged_number'),
    generation_id text not null,
    inputs text not null,
    remark text not null,
    acknowledged_by text not null,
    acknowledged_at timestamp not null
);
