-- The search over everything: one or two letters are the beginning of a name, more letters any part of it.
create index person_family_name_begins on person (lower(family_name) text_pattern_ops);
create index person_given_name_begins on person (lower(given_name) text_pattern_ops);
create index student_group_search on student_group using gin (lower(code || ' ' || title) gin_trgm_ops);
create index room_search on room using gin (lower(code || ' ' || coalesce(title, '')) gin_trgm_ops);
