-- Students enrol themselves, wait for seats and are told; absences are announced, and warned of.

-- ---------------------------------------------------------------------------------------------- enrolment

-- The catalogue is read by code, and searched in by any part of code and title.
create index section_catalogue on section (code, id) where status = 'ACTIVE' and policy in ('OPEN', 'BY_KEY');
create index if not exists section_search on section using gin ((lower(code || ' ' || title)) gin_trgm_ops);

-- A place in the line belongs to one student.
create unique index enrollment_waitlist on enrollment (section_id, waitlist_position) where status = 'WAITLISTED';

-- ---------------------------------------------------------------------------------------------- notifications

create sequence notification_seq increment 50;
create table notification (
    id         bigint primary key default nextval('notification_seq'),
    person_id  bigint      not null references person,
    at         timestamptz not null default now(),
    kind       text        not null check (kind <> ''),
    text       text        not null check (text <> ''),
    section_id bigint references section,
    subject_id bigint references person,
    read_at    timestamptz
);
comment on table notification is 'What a person is told; subject_id is the student whom it is about, where it is told to somebody else';
create index notification_person on notification (person_id, id);
create index notification_unread on notification (person_id) where read_at is null;
create index notification_section on notification (section_id) where section_id is not null;
create index notification_subject on notification (subject_id) where subject_id is not null;

-- ---------------------------------------------------------------------------------------------- absence

create sequence absence_notice_seq increment 50;
create table absence_notice (
    id            bigint primary key default nextval('absence_notice_seq'),
    student_id    bigint      not null references person,
    from_date     date        not null,
    to_date       date        not null,
    reason        text        not null check (length(reason) between 1 and 400),
    status        text        not null default 'PENDING' check (status in ('PENDING', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    created_at    timestamptz not null default now(),
    decided_by    bigint references person,
    decided_at    timestamptz,
    decision_note text check (length(decision_note) <= 400),
    version       int         not null default 0,
    check (from_date <= to_date),
    check ((decided_at is null) = (decided_by is null)),
    check (status not in ('APPROVED', 'REFUSED') or decided_at is not null),
    constraint absence_notice_once exclude using gist (
        student_id with =, daterange(from_date, to_date, '[]') with &&) where (status in ('PENDING', 'APPROVED'))
);
create index absence_notice_student on absence_notice (student_id, from_date);
create index absence_notice_pending on absence_notice (from_date, id) where status = 'PENDING';
create index absence_notice_by_date on absence_notice (from_date, id);
create index absence_notice_decided_by on absence_notice (decided_by) where decided_by is not null;

create table attendance_warning (
    student_id bigint        not null references person,
    section_id bigint        not null references section,
    rate       numeric(5, 4) not null check (rate between 0 and 1),
    raised_at  timestamptz   not null default now(),
    primary key (student_id, section_id)
);
comment on table attendance_warning is 'Once for each student and section, when the rate fell below what the school has set';
create index attendance_warning_section on attendance_warning (section_id);

create table attendance_watch (
    one_row       boolean primary key default true check (one_row),
    last_event_id bigint not null
);
comment on table attendance_watch is 'Up to which event registers were looked through for warnings; its lock keeps servers from doing it twice';
insert into attendance_watch (last_event_id) values (0);

-- Registers that nobody took, by time.
create index lesson_not_taken on lesson (starts_at, id) where register_taken_at is null and status <> 'CANCELLED';
