-- Who took an upload out of the lists, or back in, and when; null where nobody did.

alter table uploads add column changed_at timestamp;
alter table uploads add column changed_by text;
