-- Whatever was done to a user's account, or took an attribute's definition away or elsewhere: nothing else keeps who did
-- it. One row each, only ever added; `subject` is the username or the attribute's key.
create sequence change_log_number;

create table change_log (
    number bigint primary key default nextval('change_log_number'),
    noun text not null check (noun in ('user', 'attribute')),
    subject text not null,
    what text not null,
    done_by text not null,
    done_at timestamp not null
);
