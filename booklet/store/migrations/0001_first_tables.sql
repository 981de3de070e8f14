-- The tables of a workspace. Ids are UUIDs made by the caller, so that an attempt can be repeated without doubling;
-- times are UTC without a zone. Only what DuckDB 2.0 and PostgreSQL share is used.
--
-- Where a parent's name may change there is no foreign key: DuckDB refuses to update an indexed column of a row that
-- is referred to. Nothing is lost by that, as parents are archived but never deleted, and writers take turns.

create table schema_migrations (
    number integer primary key,
    name text not null,
    applied_at timestamp not null
);

create table customers (
    id text primary key,
    name text not null,
    name_key text not null unique,      -- the name without regard to case and spacing
    archived boolean not null default false,
    created_at timestamp not null,
    created_by text not null,
    changed_at timestamp not null,
    changed_by text not null
);

create table attribute_definitions (
    key text primary key,
    label text not null,
    type text not null,
    format text not null,
    required boolean not null,
    description text not null,
    choices_json text not null,
    position integer not null,
    changed_at timestamp not null,
    changed_by text not null
);

-- One row a change, only ever added. For a customer and a key, that of the newest quarter counts, and among those of
-- one quarter the one recorded last; a null value means "no value from here on". The ids are numbers, because nobody
-- speaks of a change by its id, and an index of UUIDs made the file ten times as large.
create sequence customer_attributes_id;

create table customer_attributes (
    id bigint primary key default nextval('customer_attributes_id'),
    customer_id text not null,
    key text not null,
    value text,
    year integer not null,
    quarter integer not null check (quarter between 1 and 4),
    recorded_at timestamp not null,
    recorded_by text not null
);

create table uploads (
    id text primary key,
    name text not null,
    file_type text not null check (file_type in ('pdf', 'workbook')),
    sha256 text not null,
    bytes bigint not null,
    contents_json text not null,
    uploaded_by text not null,
    uploaded_at timestamp not null,
    replaces text,
    archived boolean not null,
    password text not null,
    given boolean not null
);

create table books (
    id text primary key,
    name text not null,
    name_key text not null unique,
    description text not null,
    archived boolean not null default false,
    created_at timestamp not null,
    created_by text not null,
    changed_at timestamp not null,
    changed_by text not null
);

create table book_versions (
    id text primary key,
    book_id text not null,
    number integer not null,
    settings_json text not null,
    comment text not null,
    saved_at timestamp not null,
    saved_by text not null,
    unique (book_id, number)
);

-- A page keeps its id through the versions of its book.
create table pages (
    book_version_id text not null references book_versions (id),
    id text not null,
    order_index integer not null,
    type text not null,
    title text not null,
    config_json text not null,
    primary key (book_version_id, id),
    unique (book_version_id, order_index)
);

create table generations (
    id text primary key,
    book_id text not null,
    book text not null,
    version integer not null,
    customer_id text not null,
    customer text not null,
    year integer not null,
    quarter integer not null,
    status text not null check (status in ('running', 'made', 'failed', 'interrupted')),
    snapshot text not null,
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
    generation_id text not null references generations (id),
    number integer not null,
    happened_at timestamp not null,
    severity text not null,
    message text not null,
    primary key (generation_id, number)
);

create table users (
    id text primary key,
    username text not null unique,
    name text not null,
    email text not null,
    role text not null check (role in ('admin', 'standard')),
    password_hash text not null,
    active boolean not null,
    session_epoch integer not null,
    created_at timestamp not null
);

-- Attempts under names that nobody has are kept too: the lock-out must not tell which names exist.
create table sign_ins (
    id text primary key,
    username text not null,
    succeeded boolean not null,
    happened_at timestamp not null
);

create table settings (
    name text primary key,
    value_json text not null,
    changed_at timestamp not null,
    changed_by text not null
);
