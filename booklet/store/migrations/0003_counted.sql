-- What the database counts, so that nothing depends on clocks: its own revision, and the order of runs, of uploads and
-- of what was handed in. A step in Python (migration_steps.py) numbers the rows that are there, and fills handed_in.

-- One row. Every unit of work that changed something raises `number` and sets another `token`: a number can come again
-- where a backup takes the place of a database, or where two copies of one go on by themselves.
create table revision (
    number bigint not null,
    token text not null
);

-- In the order of their recording; rows that are older than this migration have numbers up to 0. The columns can be
-- null because a table that others refer to can be given no other column.
create sequence generations_number;
create sequence uploads_number;
alter table generations add column number bigint;
alter table uploads add column number bigint;

-- The digests of a run's inputs, part by part, as JSON; null for a run that is older: its snapshot tells.
alter table generations add column input_key text;

-- One row each time that a workbook is handed in for a page that asks for one, only ever added: of a book, customer,
-- quarter and slot, the row with the highest number counts. `slot` is a page's id, or "page's id/option".
create sequence handed_in_number;

create table handed_in (
    number bigint primary key default nextval('handed_in_number'),
    book_id text not null,
    customer_id text not null,
    year integer not null,
    quarter integer not null check (quarter between 1 and 4),
    slot text not null,
    upload_id text not null,
    handed_by text not null,
    handed_at timestamp not null
);
