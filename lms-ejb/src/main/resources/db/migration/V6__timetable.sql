-- What became of planned lessons, and the calendars that people subscribe to.

alter table lesson
    add column original_starts_at timestamptz,
    add column original_ends_at   timestamptz,
    add column original_room_id   bigint references room,
    add column changed_at         timestamptz not null default now(),
    add constraint lesson_original_time check ((original_starts_at is null) = (original_ends_at is null));
comment on column lesson.original_starts_at is 'When it was planned; null unless it was moved, in time or to another room';
comment on column lesson.original_room_id is 'Where it was planned; says something only when original_starts_at does';
comment on column lesson.changed_at is 'When the plan of it was last changed; marks do not count';
create index lesson_original_room on lesson (original_room_id) where original_room_id is not null;

update lesson l
set original_starts_at = l.starts_at, original_ends_at = l.ends_at, original_room_id = s.room_id
from timetable_slot s
where s.id = l.slot_id and l.status = 'MOVED';

alter table timetable_slot add column sourced_id text unique;
comment on column timetable_slot.sourced_id is 'The key that an imported timetable gave it';
create index timetable_slot_by_time on timetable_slot (weekday, start_time, id);

create table calendar_feed (
    person_id   bigint primary key references person,
    secret_hash bytea       not null unique,
    created_at  timestamptz not null default now()
);
comment on table calendar_feed is 'Addresses of calendars; only the SHA-256 of the secret in them is kept';

-- part of the UID of each event: two schools may both have a lesson 1
insert into setting (name, value) values ('calendar.id', gen_random_uuid()::text);
