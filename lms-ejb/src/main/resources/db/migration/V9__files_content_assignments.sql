-- Files on the volume, what teachers put up for their sections, work to hand in, and what people choose for themselves.

-- ---------------------------------------------------------------------------------------------- files

create sequence stored_file_seq increment 50;
create table stored_file (
    id           bigint primary key default nextval('stored_file_seq'),
    section_id   bigint references section,
    owner_id     bigint      not null references person,
    name         text        not null check (length(name) between 1 and 200),
    content_type text        not null,
    size         bigint      not null check (size > 0),
    sha256       text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    created_at   timestamptz not null default now()
);
comment on table stored_file is
    'A file that somebody handed in. The bytes are on the volume, once for each sha256; a row that nothing refers to is swept after a day';
comment on column stored_file.section_id is 'Null: it belongs to its owner alone, such as a picture';
create index stored_file_section on stored_file (section_id, owner_id);
create index stored_file_owner on stored_file (owner_id);
create index stored_file_sha256 on stored_file (sha256);

-- ---------------------------------------------------------------------------------------------- content

create sequence unit_seq increment 50;
create table unit (
    id           bigint primary key default nextval('unit_seq'),
    section_id   bigint  not null references section,
    title        text    not null check (title <> ''),
    position     int     not null,
    hidden       boolean not null default false,
    visible_from date,
    version      int     not null default 0
);
create index unit_section on unit (section_id, position);

create sequence material_seq increment 50;
create table material (
    id           bigint primary key default nextval('material_seq'),
    unit_id      bigint  not null references unit,
    kind         text    not null check (kind in ('TEXT', 'LINK', 'FILE')),
    title        text    not null check (title <> ''),
    markdown     text,
    url          text check (url ~* '^https?://'),
    file_id      bigint references stored_file,
    position     int     not null,
    hidden       boolean not null default false,
    visible_from date,
    version      int     not null default 0,
    check ((kind = 'TEXT') = (markdown is not null)),
    check ((kind = 'LINK') = (url is not null)),
    check ((kind = 'FILE') = (file_id is not null))
);
create index material_unit on material (unit_id, position);
create index material_file on material (file_id) where file_id is not null;

-- ---------------------------------------------------------------------------------------------- assignments

create sequence assignment_seq increment 50;
create table assignment (
    id            bigint primary key default nextval('assignment_seq'),
    section_id    bigint      not null references section,
    grade_item_id bigint      not null unique references grade_item,
    title         text        not null check (title <> ''),
    markdown      text        not null,
    due_at        timestamptz,
    late_policy   text        not null default 'ACCEPT' check (late_policy in ('ACCEPT', 'REFUSE')),
    attempts      int check (attempts >= 1),
    hidden        boolean     not null default false,
    visible_from  date,
    version       int         not null default 0
);
comment on column assignment.attempts is 'How often a student may hand in; null means as often as they like';
create index assignment_section on assignment (section_id, due_at);

create table assignment_file (
    assignment_id bigint not null references assignment on delete cascade,
    file_id       bigint not null references stored_file,
    position      int    not null,
    primary key (assignment_id, file_id)
);
create index assignment_file_file on assignment_file (file_id);

create sequence submission_seq increment 50;
create table submission (
    id            bigint primary key default nextval('submission_seq'),
    assignment_id bigint      not null references assignment,
    student_id    bigint      not null references person,
    attempt       int         not null check (attempt >= 1),
    text          text,
    handed_in_at  timestamptz not null,
    late          boolean     not null,
    sha256        text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    unique (assignment_id, student_id, attempt)
);
comment on table submission is 'One attempt; never changed';
comment on column submission.sha256 is 'Of the text and of the names and hashes of the files, as the receipt says it';
create index submission_student on submission (student_id, assignment_id);

create table submission_file (
    submission_id bigint not null references submission,
    file_id       bigint not null references stored_file,
    position      int    not null,
    primary key (submission_id, file_id)
);
create index submission_file_file on submission_file (file_id);

-- ---------------------------------------------------------------------------------------------- what people choose

create table person_picture (
    person_id  bigint primary key references person,
    file_id    bigint      not null references stored_file,
    changed_at timestamptz not null default now()
);
create index person_picture_file on person_picture (file_id);

create table notification_choice (
    person_id bigint  not null references person,
    topic     text    not null check (topic in ('GRADES', 'ATTENDANCE', 'ENROLLMENT', 'ASSIGNMENTS', 'ANNOUNCEMENTS')),
    wanted    boolean not null,
    primary key (person_id, topic)
);
comment on table notification_choice is 'What people want to be told of; a missing row means yes';
