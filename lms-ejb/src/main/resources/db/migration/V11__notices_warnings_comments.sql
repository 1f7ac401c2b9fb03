-- Files of absence notices, warnings by term, lateness that costs nothing, comments of report cards, and what a lock holds.

-- ---------------------------------------------------------------------------------------------- attendance

alter table absence_notice add file_id bigint references stored_file;
comment on column absence_notice.file_id is 'What proves it; let go of when the notice is withdrawn';
alter table absence_notice add constraint absence_notice_withdrawn_without_file
    check (status <> 'WITHDRAWN' or file_id is null);
create index absence_notice_file on absence_notice (file_id) where file_id is not null;

alter table attendance_warning add academic_session_id bigint references academic_session;
update attendance_warning w set academic_session_id = s.academic_session_id from section s where s.id = w.section_id;
alter table attendance_warning
    alter academic_session_id set not null,
    drop constraint attendance_warning_pkey,
    add primary key (student_id, section_id, academic_session_id);
create index attendance_warning_session on attendance_warning (academic_session_id);
comment on table attendance_warning is
    'Once for each student, section and term, when the rate in that term fell below what the school has set';

-- ---------------------------------------------------------------------------------------------- lateness

alter table grade drop constraint grade_days_late_check, add check (days_late between 0 and 366);
comment on column grade.days_late is
    'Without late it says nothing; late without it counts as one day; 0 is late, and nothing is taken off for it';

alter table assignment drop constraint assignment_late_policy_check,
    add check (late_policy in ('ACCEPT', 'FORGIVE', 'REFUSE'));
comment on column assignment.late_policy is
    'ACCEPT takes off what the gradebook says, FORGIVE nothing; REFUSE takes no late work';

-- ---------------------------------------------------------------------------------------------- report cards and locks

create sequence report_comment_seq increment 50;
create table report_comment (
    id                  bigint primary key default nextval('report_comment_seq'),
    section_id          bigint      not null references section,
    academic_session_id bigint references academic_session,
    student_id          bigint      not null references person,
    text                text        not null check (length(text) <= 2000),
    written_by          bigint      not null references account,
    written_at          timestamptz not null default now(),
    version             int         not null default 1,
    constraint report_comment_once unique nulls not distinct (section_id, academic_session_id, student_id)
);
comment on table report_comment is 'What a teacher says of a student for a period of a section; empty when it was taken back';
comment on column report_comment.academic_session_id is 'The grading period or term; null for the whole section';
create index report_comment_student on report_comment (student_id);
create index report_comment_session on report_comment (academic_session_id);
create index report_comment_written_by on report_comment (written_by);

create function section_grades_locked(of_section bigint) returns boolean language sql stable as $$
    with own as (
        select academic_session_id as id from section where section.id = of_section
        union select academic_session_id from section_term where section_id = of_section
        union select academic_session_id from grade_item
            where section_id = of_section and status = 'ACTIVE' and academic_session_id is not null)
    select coalesce(bool_and(grades_locked(a.id)), false)
    from own join academic_session a on a.id = own.id and a.status = 'ACTIVE'
$$;
comment on function section_grades_locked is
    'Whether every session of a section is locked, and so its grade of the whole, and the items that are of no session';
