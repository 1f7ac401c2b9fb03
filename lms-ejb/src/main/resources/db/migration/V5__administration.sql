-- What administrators look after: grading scales, and what serves the lists of sessions, courses and sections.

create sequence grading_scale_seq increment 50;
create table grading_scale (
    id       bigint primary key default nextval('grading_scale_seq'),
    name     text    not null unique check (name <> ''),
    rounding text    not null default 'HALF_UP' check (rounding in ('HALF_UP', 'HALF_EVEN', 'DOWN')),
    decimals int     not null default 0 check (decimals between 0 and 3),
    standard boolean not null default false,
    status   text    not null default 'ACTIVE' check (status in ('ACTIVE', 'ENDED')),
    version  int     not null default 0,
    check (not standard or status = 'ACTIVE')
);
comment on column grading_scale.rounding is 'How a percentage is brought to so many decimals before it is looked up';
comment on column grading_scale.standard is 'The one of sections that name no other';
create unique index grading_scale_standard on grading_scale (standard) where standard;

create table grading_scale_band (
    grading_scale_id bigint        not null references grading_scale on delete cascade,
    position         int           not null,
    label            text          not null check (label <> ''),
    minimum          numeric(6, 3) not null check (minimum >= 0),
    points           numeric(6, 3),
    primary key (grading_scale_id, position),
    unique (grading_scale_id, label) deferrable initially deferred
);
comment on table grading_scale_band is
    'From the best down, each from its minimum to the minimum of the one before; the last begins at 0, so there is no gap';

with scale as (insert into grading_scale (name, standard) values ('Letters', true) returning id)
insert into grading_scale_band (grading_scale_id, position, label, minimum)
select id, position, label, minimum
from scale, (values (0, 'A', 90), (1, 'B', 80), (2, 'C', 70), (3, 'D', 60), (4, 'F', 0)) as band (position, label, minimum);

alter table section add grading_scale_id bigint references grading_scale;
comment on column section.grading_scale_id is 'Null: the standard scale';
create index section_grading_scale on section (grading_scale_id) where grading_scale_id is not null;

create index academic_session_by_start on academic_session (start_date, id);
create index section_by_code on section (code, id);
create index section_search on section using gin (lower(code || ' ' || title) gin_trgm_ops);
create index course_search on course using gin (lower(code || ' ' || title) gin_trgm_ops);
