-- How a section's grades are computed, what became of each of them, final grades and their locks.

create table gradebook (
    section_id           bigint primary key references section,
    late_percent_per_day numeric(6, 3) not null default 0 check (late_percent_per_day between 0 and 100),
    late_floor_percent   numeric(6, 3) not null default 0 check (late_floor_percent between 0 and 100),
    places               int           not null default 1 check (places between 0 and 4),
    version              int           not null default 0
);
comment on table gradebook is
    'How a section computes its grades; a missing row means the defaults. version counts changes of it and of the categories'' weights';

alter table grade_category add position int not null default 0;
alter table grade_item add extra boolean not null default false;
comment on column grade_item.extra is 'Its points are added and none are asked for';
alter table grade add days_late int check (days_late between 1 and 366);
comment on column grade.days_late is 'Without late it says nothing; late without it counts as one day';

create sequence grade_change_seq increment 50;
create table grade_change (
    id         bigint primary key default nextval('grade_change_seq'),
    item_id    bigint      not null references grade_item,
    student_id bigint      not null references person,
    at         timestamptz not null default now(),
    account_id bigint references account,
    actor      text        not null,
    before     jsonb,
    after      jsonb
);
comment on table grade_change is 'Every change of a grade by a person; what imports changed stands in the audit, as grade';
create index grade_change_item on grade_change (item_id, student_id, id);
create index grade_change_student on grade_change (student_id);
create index grade_change_account on grade_change (account_id) where account_id is not null;
create trigger grade_change_append_only before update or delete or truncate on grade_change
    for each statement execute function refuse_change();

create sequence final_grade_seq increment 50;
create table final_grade (
    id                  bigint primary key default nextval('final_grade_seq'),
    section_id          bigint not null references section,
    academic_session_id bigint references academic_session,
    student_id          bigint not null references person,
    percent             numeric(12, 4),
    label               text,
    visible_percent     numeric(12, 4),
    visible_label       text,
    override_percent    numeric(12, 4) check (override_percent between 0 and 1000),
    override_label      text,
    override_reason     text check (length(override_reason) between 1 and 500),
    overridden_at       timestamptz,
    overridden_by       bigint references account,
    version             int    not null default 0,
    constraint final_grade_once unique nulls not distinct (section_id, academic_session_id, student_id),
    check ((overridden_at is null) = (override_percent is null and override_label is null)),
    check ((overridden_at is null) = (override_reason is null))
);
comment on table final_grade is 'What cannot be computed any more or was decided otherwise; without a row the computed grade holds';
comment on column final_grade.academic_session_id is 'The grading period or term; null for the whole section';
comment on column final_grade.percent is 'As it was computed when the period was locked';
comment on column final_grade.visible_percent is 'The same of released items alone, which is what the student sees';
create index final_grade_student on final_grade (student_id, section_id);
create index final_grade_session on final_grade (academic_session_id);
create index final_grade_overridden_by on final_grade (overridden_by) where overridden_by is not null;

create table grade_lock (
    academic_session_id bigint primary key references academic_session,
    locked_at           timestamptz not null default now(),
    locked_by           bigint references account
);
comment on table grade_lock is 'Sessions whose grades stay as they are, and with them those of the sessions within';
create index grade_lock_by on grade_lock (locked_by) where locked_by is not null;

create function grades_locked(session_id bigint) returns boolean language sql stable as $$
    with recursive around as (
        select id, parent_id from academic_session where id = session_id
        union
        select a.id, a.parent_id from academic_session a join around on a.id = around.parent_id)
    select exists (select from around join grade_lock on academic_session_id = around.id)
$$;
