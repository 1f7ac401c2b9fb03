-- The school: people and how they sign in, what is taught, when and where, who was there, what mark they got.
--
-- Conventions
--   * every table's id comes from its own sequence <table>_seq; it steps by 50 because Hibernate hands out blocks
--   * sourced_id is the key that another system gave the row (OneRoster), unique within its table
--   * version counts edits and becomes the ETag
--   * dates are days in the school's time zone, both ends included; instants are timestamptz
--   * a state is text with a check, so that a row can be read without the program

create extension if not exists btree_gist;
create extension if not exists pg_trgm;

-- ---------------------------------------------------------------------------------------------- settings

create table setting (
    name    text primary key,
    value   text not null,
    version int  not null default 0
);
comment on table setting is 'What an administrator may change while Lectern runs; a missing row means the default';

-- ---------------------------------------------------------------------------------------------- organisation

create sequence org_seq increment 50;
create table org (
    id         bigint primary key default nextval('org_seq'),
    sourced_id text unique,
    name       text not null,
    type       text not null default 'SCHOOL'
        check (type in ('DEPARTMENT', 'SCHOOL', 'DISTRICT', 'LOCAL', 'STATE', 'NATIONAL')),
    identifier text,
    parent_id  bigint references org,
    status     text not null default 'ACTIVE' check (status in ('ACTIVE', 'ENDED')),
    version    int  not null default 0
);
create index org_parent on org (parent_id);

-- ---------------------------------------------------------------------------------------------- people

create sequence person_seq increment 50;
create table person (
    id                     bigint primary key default nextval('person_seq'),
    sourced_id             text unique,
    given_name             text not null check (given_name <> ''),
    middle_name            text,
    family_name            text not null check (family_name <> ''),
    preferred_given_name   text,
    preferred_middle_name  text,
    preferred_family_name  text,
    pronouns               text,
    identifier             text,
    master_identifier      text,
    user_ids               text,
    email                  text,
    phone                  text,
    sms                    text,
    birth_date             date,
    sex                    text check (sex in ('male', 'female', 'unspecified', 'other')),
    grades                 text,
    org_id                 bigint references org,
    roster_enabled         boolean,
    status                 text not null default 'ACTIVE' check (status in ('ACTIVE', 'ENDED')),
    version                int  not null default 0
);
comment on column person.user_ids is 'Keys in further systems as OneRoster writes them: {type:id},{type:id}';
comment on column person.roster_enabled is
    'What the last roster said about the account; only a change of it touches the account, so that an import undoes no administrator';
create index person_org on person (org_id);
create index person_by_name on person (family_name, given_name, id);
-- search as you type: every part of a name, the address and the school's own number
create index person_search on person using gin (
    (lower(given_name || ' ' || family_name || ' ' || coalesce(email, '') || ' ' || coalesce(identifier, '')))
    gin_trgm_ops);

create table person_role (
    person_id bigint not null references person,
    role      text   not null check (role in ('ADMIN', 'TEACHER', 'STUDENT')),
    primary key (person_id, role)
);
create index person_role_by_role on person_role (role, person_id);

create table person_agent (
    person_id bigint not null references person,
    agent_id  bigint not null references person,
    primary key (person_id, agent_id)
);
comment on table person_agent is 'Who acts for a person: parents, guardians';
create index person_agent_agent on person_agent (agent_id);

create sequence affiliation_seq increment 50;
create table affiliation (
    id         bigint primary key default nextval('affiliation_seq'),
    sourced_id text unique,
    person_id  bigint  not null references person,
    org_id     bigint  not null references org,
    role       text    not null,
    is_primary boolean not null default false,
    begin_date date,
    end_date   date,
    status     text    not null default 'ACTIVE' check (status in ('ACTIVE', 'ENDED')),
    version    int     not null default 0,
    check (begin_date <= end_date)
);
comment on table affiliation is
    'What a person is at an organisation in the words of OneRoster (teacher, principal, guardian...); what a person may do here is person_role';
create index affiliation_person on affiliation (person_id);
create index affiliation_org on affiliation (org_id);

-- ---------------------------------------------------------------------------------------------- accounts

create sequence account_seq increment 50;
create table account (
    id                  bigint primary key default nextval('account_seq'),
    person_id           bigint not null unique references person,
    username            text   not null check (username <> ''),
    password_hash       text,
    state               text   not null default 'INVITED' check (state in ('INVITED', 'ACTIVE', 'DISABLED')),
    password_changed_at timestamptz,
    last_sign_in_at     timestamptz,
    language            text,
    version             int    not null default 0,
    check (state <> 'ACTIVE' or password_hash is not null)
);
create unique index account_username on account (lower(username));

create sequence invitation_seq increment 50;
create table invitation (
    id         bigint primary key default nextval('invitation_seq'),
    account_id bigint      not null references account,
    token_hash bytea       not null unique,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index invitation_account on invitation (account_id);

create sequence auth_session_seq increment 50;
create table auth_session (
    id           bigint primary key default nextval('auth_session_seq'),
    account_id   bigint      not null references account,
    created_at   timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    expires_at   timestamptz not null,
    ended_at     timestamptz,
    end_reason   text check (end_reason in ('SIGNED_OUT', 'REPLAYED', 'DISABLED', 'PASSWORD_CHANGED', 'ENDED_BY_OWNER', 'ROLES_CHANGED')),
    address      text,
    user_agent   text,
    check ((ended_at is null) = (end_reason is null))
);
comment on table auth_session is 'One sign-in: the family of refresh tokens that descend from it';
create index auth_session_account on auth_session (account_id);
create index auth_session_ended on auth_session (ended_at) where ended_at is not null;

create table refresh_token (
    token_hash bytea primary key,
    session_id bigint      not null references auth_session on delete cascade,
    issued_at  timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index refresh_token_session on refresh_token (session_id);

create table sign_in_throttle (
    subject       text primary key,
    failures      int         not null,
    last_at       timestamptz not null,
    blocked_until timestamptz
);
comment on table sign_in_throttle is 'Failed sign-ins by account:<name> and address:<ip>; shared by all servers';

-- ---------------------------------------------------------------------------------------------- calendar

create sequence academic_session_seq increment 50;
create table academic_session (
    id          bigint primary key default nextval('academic_session_seq'),
    sourced_id  text unique,
    title       text not null,
    type        text not null check (type in ('SCHOOL_YEAR', 'SEMESTER', 'TERM', 'GRADING_PERIOD')),
    start_date  date not null,
    end_date    date not null,
    parent_id   bigint references academic_session,
    school_year int,
    status      text not null default 'ACTIVE' check (status in ('ACTIVE', 'ENDED')),
    version     int  not null default 0,
    check (start_date <= end_date)
);
create index academic_session_parent on academic_session (parent_id);

create sequence holiday_seq increment 50;
create table holiday (
    id                  bigint primary key default nextval('holiday_seq'),
    academic_session_id bigint not null references academic_session,
    title               text   not null,
    start_date          date   not null,
    end_date            date   not null,
    version             int    not null default 0,
    check (start_date <= end_date)
);
create index holiday_session on holiday (academic_session_id);

-- ---------------------------------------------------------------------------------------------- groups

create sequence student_group_seq increment 50;
create table student_group (
    id          bigint primary key default nextval('student_group_seq'),
    sourced_id  text unique,
    code        text not null unique,
    title       text not null,
    kind        text not null default 'FORM' check (kind in ('FORM', 'YEAR', 'STREAM', 'OTHER')),
    grade_level int,
    status      text not null default 'ACTIVE' check (status in ('ACTIVE', 'ENDED')),
    version     int  not null default 0
);

create sequence student_group_member_seq increment 50;
create table student_group_member (
    id               bigint primary key default nextval('student_group_member_seq'),
    student_group_id bigint not null references student_group,
    student_id       bigint not null references person,
    from_date        date   not null,
    to_date          date,
    check (from_date <= to_date),
    constraint student_group_member_once exclude using gist (
        student_group_id with =, student_id with =, daterange(from_date, to_date, '[]') with &&)
);
create index student_group_member_student on student_group_member (student_id);

-- ---------------------------------------------------------------------------------------------- courses and sections

create sequence course_seq increment 50;
create table course (
    id          bigint primary key default nextval('course_seq'),
    sourced_id  text unique,
    code        text not null,
    title       text not null,
    description text,
    credits     numeric(5, 2) check (credits >= 0),
    grades      text,
    subjects    text,
    subject_codes text,
    school_year_id bigint references academic_session,
    org_id      bigint references org,
    status      text not null default 'ACTIVE' check (status in ('ACTIVE', 'ENDED')),
    version     int  not null default 0
);
create index course_org on course (org_id);
create index course_school_year on course (school_year_id) where school_year_id is not null;
create index course_by_code on course (code, id);

create table course_prerequisite (
    course_id   bigint not null references course,
    requires_id bigint not null references course,
    primary key (course_id, requires_id),
    check (course_id <> requires_id)
);
create index course_prerequisite_requires on course_prerequisite (requires_id);

create sequence section_seq increment 50;
create table section (
    id                  bigint primary key default nextval('section_seq'),
    sourced_id          text unique,
    course_id           bigint not null references course,
    academic_session_id bigint not null references academic_session,
    student_group_id    bigint references student_group,
    org_id              bigint references org,
    code                text   not null,
    title               text   not null,
    class_type          text not null default 'SCHEDULED' check (class_type in ('SCHEDULED', 'HOMEROOM')),
    location            text,
    periods             text,
    grades              text,
    subjects            text,
    subject_codes       text,
    capacity            int check (capacity >= 1),
    seats_taken         int    not null default 0 check (seats_taken >= 0),
    policy              text   not null default 'CLOSED' check (policy in ('CLOSED', 'BY_GROUP', 'OPEN', 'BY_KEY')),
    enrollment_key      text,
    enroll_from         timestamptz,
    enroll_until        timestamptz,
    waitlist            boolean not null default true,
    status              text   not null default 'ACTIVE' check (status in ('ACTIVE', 'ENDED')),
    version             int    not null default 0,
    check (policy <> 'BY_KEY' or enrollment_key is not null),
    check (enroll_from <= enroll_until),
    unique (academic_session_id, code)
);
comment on column section.academic_session_id is 'The first term it runs in; further ones are in section_term';
create index section_course on section (course_id);
create index section_group on section (student_group_id);
create index section_org on section (org_id);

create table section_term (
    section_id          bigint not null references section on delete cascade,
    academic_session_id bigint not null references academic_session,
    primary key (section_id, academic_session_id)
);
create index section_term_session on section_term (academic_session_id);

create sequence teacher_assignment_seq increment 50;
create table teacher_assignment (
    id         bigint primary key default nextval('teacher_assignment_seq'),
    sourced_id text unique,
    section_id bigint not null references section,
    teacher_id bigint not null references person,
    role       text   not null default 'LEAD' check (role in ('LEAD', 'ASSISTANT', 'SUBSTITUTE')),
    from_date  date,
    to_date    date,
    version    int    not null default 0,
    check (from_date <= to_date),
    constraint teacher_assignment_once exclude using gist (
        section_id with =, teacher_id with =, daterange(from_date, to_date, '[]') with &&)
);
create index teacher_assignment_teacher on teacher_assignment (teacher_id);
create index teacher_assignment_section on teacher_assignment (section_id);

create sequence enrollment_seq increment 50;
create table enrollment (
    id                bigint primary key default nextval('enrollment_seq'),
    sourced_id        text unique,
    section_id        bigint not null references section,
    student_id        bigint not null references person,
    status            text   not null default 'ACTIVE' check (status in ('ACTIVE', 'WAITLISTED', 'DROPPED', 'COMPLETED')),
    begin_date        date,
    end_date          date,
    waitlist_position int,
    version           int    not null default 0,
    check (begin_date <= end_date),
    check ((status = 'WAITLISTED') = (waitlist_position is not null))
);
create unique index enrollment_once on enrollment (section_id, student_id) where status in ('ACTIVE', 'WAITLISTED');
create index enrollment_section on enrollment (section_id);
create index enrollment_student on enrollment (student_id, section_id);

-- ---------------------------------------------------------------------------------------------- rooms, timetable, lessons

create sequence room_seq increment 50;
create table room (
    id       bigint primary key default nextval('room_seq'),
    code     text not null unique,
    title    text,
    capacity int check (capacity >= 1),
    status   text not null default 'ACTIVE' check (status in ('ACTIVE', 'ENDED')),
    version  int  not null default 0
);

create sequence timetable_slot_seq increment 50;
create table timetable_slot (
    id         bigint primary key default nextval('timetable_slot_seq'),
    section_id bigint   not null references section,
    weekday    smallint not null check (weekday between 1 and 7),
    start_time time     not null,
    end_time   time     not null,
    room_id    bigint references room,
    teacher_id bigint references person,
    week_cycle text     not null default 'EVERY' check (week_cycle in ('EVERY', 'A', 'B')),
    from_date  date,
    to_date    date,
    version    int      not null default 0,
    check (start_time < end_time),
    check (from_date <= to_date)
);
comment on column timetable_slot.weekday is 'ISO 8601: 1 is Monday';
create index timetable_slot_section on timetable_slot (section_id);
create index timetable_slot_room on timetable_slot (room_id);
create index timetable_slot_teacher on timetable_slot (teacher_id);

create sequence lesson_seq increment 50;
create table lesson (
    id                  bigint primary key default nextval('lesson_seq'),
    section_id          bigint      not null references section,
    slot_id             bigint references timetable_slot,
    slot_date           date,
    student_group_id    bigint references student_group,
    starts_at           timestamptz not null,
    ends_at             timestamptz not null,
    during              tstzrange   not null generated always as (tstzrange(starts_at, ends_at)) stored,
    room_id             bigint references room,
    teacher_id          bigint references person,
    original_teacher_id bigint references person,
    status              text        not null default 'SCHEDULED'
        check (status in ('SCHEDULED', 'MOVED', 'COVERED', 'CANCELLED')),
    reason              text,
    register_taken_at   timestamptz,
    register_taken_by   bigint references person,
    register_reopened_until timestamptz,
    register_version    int         not null default 0,
    version             int         not null default 0,
    check (starts_at < ends_at),
    check ((slot_id is null) = (slot_date is null)),
    check ((register_taken_at is null) = (register_taken_by is null)),
    unique (slot_id, slot_date),
    constraint lesson_room_free exclude using gist (room_id with =, during with &&)
        where (status <> 'CANCELLED' and room_id is not null),
    constraint lesson_teacher_free exclude using gist (teacher_id with =, during with &&)
        where (status <> 'CANCELLED' and teacher_id is not null),
    constraint lesson_group_free exclude using gist (student_group_id with =, during with &&)
        where (status <> 'CANCELLED' and student_group_id is not null)
);
comment on column lesson.student_group_id is 'That of the section, kept here because the constraint against clashes needs it';
comment on column lesson.register_taken_at is 'Null: nobody took it, so it counts for nothing';
create index lesson_section on lesson (section_id, starts_at);
create index lesson_teacher on lesson (teacher_id, starts_at);
create index lesson_room on lesson (room_id);
create index lesson_group on lesson (student_group_id);
create index lesson_original_teacher on lesson (original_teacher_id) where original_teacher_id is not null;
create index lesson_taken_by on lesson (register_taken_by) where register_taken_by is not null;
create index lesson_by_start on lesson (starts_at);

-- ---------------------------------------------------------------------------------------------- attendance

create sequence attendance_code_seq increment 50;
create table attendance_code (
    id       bigint primary key default nextval('attendance_code_seq'),
    code     text not null unique check (length(code) between 1 and 4),
    name     text not null,
    kind     text not null check (kind in ('PRESENT', 'ABSENT', 'LATE', 'EXCUSED')),
    position int  not null,
    status   text not null default 'ACTIVE' check (status in ('ACTIVE', 'ENDED')),
    version  int  not null default 0
);
insert into attendance_code (code, name, kind, position)
values ('P', 'Present', 'PRESENT', 1),
       ('A', 'Absent', 'ABSENT', 2),
       ('L', 'Late', 'LATE', 3),
       ('E', 'Excused', 'EXCUSED', 4);

create table attendance_mark (
    lesson_id    bigint   not null references lesson,
    student_id   bigint   not null references person,
    code_id      bigint   not null references attendance_code,
    minutes_late smallint check (minutes_late between 1 and 600),
    note         text check (length(note) <= 500),
    primary key (lesson_id, student_id)
);
comment on table attendance_mark is
    'Who marked it and when stands in the audit. code_id has no index: codes are ended, never deleted, and it would slow every mark.';
create index attendance_mark_student on attendance_mark (student_id, lesson_id);

-- ---------------------------------------------------------------------------------------------- grades

create sequence grade_category_seq increment 50;
create table grade_category (
    id          bigint primary key default nextval('grade_category_seq'),
    sourced_id  text unique,
    section_id  bigint references section,
    title       text not null,
    weight      numeric(7, 3) check (weight >= 0),
    drop_lowest int  not null default 0 check (drop_lowest >= 0),
    extra       boolean not null default false,
    status      text not null default 'ACTIVE' check (status in ('ACTIVE', 'ENDED')),
    version     int  not null default 0
);
comment on column grade_category.section_id is 'Null: a category of the whole school, as OneRoster has them';
create index grade_category_section on grade_category (section_id);

create sequence grade_item_seq increment 50;
create table grade_item (
    id                  bigint primary key default nextval('grade_item_seq'),
    sourced_id          text unique,
    section_id          bigint not null references section,
    category_id         bigint references grade_category,
    academic_session_id bigint references academic_session,
    title               text   not null,
    description         text,
    assign_date         date,
    due_date            date,
    minimum             numeric(9, 3) not null default 0,
    maximum             numeric(9, 3) not null check (maximum > 0),
    released            boolean not null default true,
    status              text   not null default 'ACTIVE' check (status in ('ACTIVE', 'ENDED')),
    version             int    not null default 0,
    check (minimum < maximum)
);
create index grade_item_section on grade_item (section_id);
create index grade_item_category on grade_item (category_id);
create index grade_item_session on grade_item (academic_session_id);

create sequence grade_seq increment 50;
create table grade (
    id           bigint primary key default nextval('grade_seq'),
    sourced_id   text unique,
    item_id      bigint not null references grade_item,
    student_id   bigint not null references person,
    status       text   not null default 'GRADED'
        check (status in ('GRADED', 'PARTLY_GRADED', 'SUBMITTED', 'NOT_SUBMITTED', 'EXCUSED', 'MISSING')),
    points       numeric(9, 3),
    text_score   text,
    late         boolean not null default false,
    incomplete   boolean not null default false,
    in_progress  boolean not null default false,
    graded_on    date,
    feedback     text,
    version      int    not null default 0,
    unique (item_id, student_id)
);
create index grade_student on grade (student_id, item_id);

-- ---------------------------------------------------------------------------------------------- what keeps the rest honest

create sequence audit_entry_seq increment 50;
create table audit_entry (
    id         bigint primary key default nextval('audit_entry_seq'),
    at         timestamptz not null default now(),
    account_id bigint references account,
    actor      text        not null,
    action     text        not null,
    entity     text        not null,
    entity_id  bigint,
    subject_id bigint references person,
    before     jsonb,
    after      jsonb
);
comment on column audit_entry.actor is 'The username, or the name of the background task, as it was then';
comment on column audit_entry.subject_id is 'The person whom it concerns, where there is one';
create index audit_entry_account on audit_entry (account_id, id);
create index audit_entry_entity on audit_entry (entity, entity_id, id);
create index audit_entry_subject on audit_entry (subject_id, id) where subject_id is not null;

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger audit_entry_append_only before update or delete or truncate on audit_entry
    for each statement execute function refuse_change();

create table idempotency_key (
    account_id   bigint      not null references account,
    key          text        not null check (length(key) between 1 and 200),
    request_hash bytea       not null,
    status       int         not null,
    etag         text,
    body         text,
    created_at   timestamptz not null default now(),
    primary key (account_id, key)
);
create index idempotency_key_created on idempotency_key (created_at);

create sequence outbox_event_seq increment 50;
create table outbox_event (
    id         bigint primary key default nextval('outbox_event_seq'),
    at         timestamptz not null default now(),
    topic      text        not null,
    section_id bigint,
    person_id  bigint,
    payload    jsonb       not null
);
comment on table outbox_event is 'What happened, written in the transaction in which it happened; servers read on from the last id they saw';

create sequence job_seq increment 50;
create table job (
    id               bigint primary key default nextval('job_seq'),
    kind             text        not null,
    state            text        not null default 'QUEUED'
        check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    progress         int         not null default 0 check (progress between 0 and 100),
    parameters       jsonb       not null,
    result           jsonb,
    errors           jsonb       not null default '[]',
    created_by       bigint references account,
    created_at       timestamptz not null default now(),
    started_at       timestamptz,
    finished_at      timestamptz,
    owner            text,
    heartbeat_at     timestamptz,
    attempts         int         not null default 0,
    cancel_requested boolean     not null default false
);
comment on column job.attempts is 'How often a server began it; more than once when the first was killed';
create index job_waiting on job (created_at) where state = 'QUEUED';
create index job_running on job (heartbeat_at) where state = 'RUNNING';
create index job_created_by on job (created_by);

create table job_change (
    job_id     bigint not null references job on delete cascade,
    position   bigint not null,
    file       text   not null,
    line       bigint not null,
    sourced_id text,
    action     text   not null check (action in ('added', 'changed', 'removed')),
    entity     text   not null,
    label      text,
    before     jsonb,
    after      jsonb,
    primary key (job_id, position)
);
comment on table job_change is 'What a dry run would change, row by row, in the order in which it would happen';
