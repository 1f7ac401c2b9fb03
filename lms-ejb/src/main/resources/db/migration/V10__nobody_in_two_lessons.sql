-- Nobody is in two lessons at once, whoever they teach with and whatever group they belong to; enrolment keys are hashed;
-- prerequisites may ask for a grade.

-- ---------------------------------------------------------------------------------------------- groups within groups

alter table student_group
    add column parent_id bigint references student_group,
    add constraint student_group_not_its_own_part check (parent_id <> id);
comment on column student_group.parent_id is 'The group that all of its members belong to as well; null for none';
create index student_group_parent on student_group (parent_id) where parent_id is not null;

create function group_with_parts(whole bigint) returns int[] language sql stable as $$
    with recursive part (id) as (
        select whole where whole is not null
        union
        select g.id from student_group g join part on g.parent_id = part.id)
    select array_agg(id::int order by id) from part
$$;
comment on function group_with_parts is 'Two groups have pupils in common when these have an element in common';

-- ---------------------------------------------------------------------------------------------- what a lesson takes up

-- Exclusion constraints on sets of ids.
create extension if not exists intarray;

create function staff_of_lesson(of_section bigint, teacher bigint, begins timestamptz) returns int[] language sql stable as $$
    select array_agg(id::int order by id) from (
        select teacher as id where teacher is not null
        union
        select a.teacher_id from teacher_assignment a cross join (
            select (begins at time zone coalesce((select value from setting where name = 'school.time-zone'), 'UTC'))::date) on_day (day)
        where a.section_id = of_section and a.role = 'ASSISTANT'
            and (a.from_date is null or a.from_date <= on_day.day) and (a.to_date is null or a.to_date >= on_day.day)
            and not exists (select from setting where name = 'timetable.assistants-clash' and value = 'false')) who
$$;
comment on function staff_of_lesson is
    'Who cannot be elsewhere: the teacher, who may be a substitute, and the assistants of that day unless the school lets them go between rooms';

alter table lesson add column staff int[], add column forms int[];
comment on column lesson.staff is 'Who cannot be elsewhere meanwhile; kept by a trigger';
comment on column lesson.forms is 'The group and all groups within it; kept by a trigger';
update lesson set staff = array[teacher_id::int] where teacher_id is not null;
update lesson set forms = array[student_group_id::int] where student_group_id is not null;

alter table lesson
    drop constraint lesson_teacher_free,
    drop constraint lesson_group_free;
alter table lesson
    add constraint lesson_teacher_free exclude using gist (during with &&, staff gist__intbig_ops (siglen = 16) with &&)
        where (status <> 'CANCELLED' and staff is not null),
    add constraint lesson_group_free exclude using gist (during with &&, forms gist__intbig_ops (siglen = 16) with &&)
        where (status <> 'CANCELLED' and forms is not null);

-- Most sections have no assistant and most groups no parts, and lessons are written by the ten thousand.
create function lesson_takes_up() returns trigger language plpgsql as $$
begin
    if exists (select from teacher_assignment where section_id = new.section_id and role = 'ASSISTANT') then
        new.staff := staff_of_lesson(new.section_id, new.teacher_id, new.starts_at);
    else
        new.staff := case when new.teacher_id is not null then array[new.teacher_id::int] end;
    end if;
    if exists (select from student_group where parent_id = new.student_group_id) then
        new.forms := group_with_parts(new.student_group_id);
    else
        new.forms := case when new.student_group_id is not null then array[new.student_group_id::int] end;
    end if;
    return new;
end $$;
create trigger lesson_takes_up before insert or update of section_id, student_group_id, teacher_id, starts_at on lesson
    for each row execute function lesson_takes_up();

create function take_up_anew(lessons bigint[]) returns void language plpgsql as $$
declare
    one bigint;
begin
    update lesson set teacher_id = teacher_id where id = any(lessons);
exception when exclusion_violation then
    foreach one in array lessons loop
        begin
            update lesson set teacher_id = teacher_id where id = one;
        exception when exclusion_violation then
            null; -- it stays as it was, and the clash report names it
        end;
    end loop;
end $$;
comment on function take_up_anew is
    'What became of assistants and groups, in lessons to come. Services refuse clashes before; an import must not fail for one';

create function assistants_changed() returns trigger language plpgsql as $$
begin
    if 'ASSISTANT' in (old.role, new.role) then
        perform take_up_anew(array(
            select id from lesson
            where section_id in (old.section_id, new.section_id) and starts_at > now()
                and staff is distinct from staff_of_lesson(section_id, teacher_id, starts_at)));
    end if;
    return null;
end $$;
create trigger assistants_changed after insert or update or delete on teacher_assignment
    for each row execute function assistants_changed();

create function assistants_clash_changed() returns trigger language plpgsql as $$
begin
    perform take_up_anew(array(
        select l.id from lesson l
        where l.starts_at > now() and exists (
                select from teacher_assignment a where a.section_id = l.section_id and a.role = 'ASSISTANT')
            and l.staff is distinct from staff_of_lesson(l.section_id, l.teacher_id, l.starts_at)));
    return null;
end $$;
create trigger assistants_clash_changed after insert or update on setting
    for each row when (new.name = 'timetable.assistants-clash') execute function assistants_clash_changed();

create function group_parts_changed() returns trigger language plpgsql as $$
begin
    if old.parent_id is distinct from new.parent_id then
        perform take_up_anew(array(
            with recursive around (id) as (
                select unnest(array[old.parent_id, new.parent_id])
                union
                select g.parent_id from student_group g join around on g.id = around.id)
            select l.id from lesson l join around on l.student_group_id = around.id
            where l.starts_at > now() and l.forms is distinct from group_with_parts(l.student_group_id)));
    end if;
    return null;
end $$;
create trigger group_parts_changed after insert or update of parent_id or delete on student_group
    for each row execute function group_parts_changed();

-- Lessons that were planned before: assistants are in theirs as far as nothing clashes.
select take_up_anew(array(
    select l.id from lesson l
    where l.starts_at > now() and exists (
        select from teacher_assignment a where a.section_id = l.section_id and a.role = 'ASSISTANT')));

-- ---------------------------------------------------------------------------------------------- enrolment keys

alter table section add column enrollment_key_hash text;
comment on column section.enrollment_key_hash is 'algorithm:rounds:salt:hash, as those of passwords';

-- PBKDF2 of one round (RFC 8018) is HMAC-SHA-256 of the salt and the number 1; new keys get more rounds.
do $$
declare
    each record;
    word bytea;
    salt bytea;
    inside bytea;
    outside bytea;
begin
    for each in select id, enrollment_key from section where enrollment_key is not null loop
        word := convert_to(normalize(each.enrollment_key, nfkc), 'UTF8');
        word := case when length(word) > 64 then sha256(word) else word end;
        word := word || decode(repeat('00', 64 - length(word)), 'hex');
        salt := decode(replace(gen_random_uuid()::text, '-', ''), 'hex');
        inside := word;
        outside := word;
        for i in 0..63 loop
            inside := set_byte(inside, i, get_byte(word, i) # 54);
            outside := set_byte(outside, i, get_byte(word, i) # 92);
        end loop;
        update section set enrollment_key_hash = 'PBKDF2WithHmacSHA256:1:' || encode(salt, 'base64') || ':'
            || encode(sha256(outside || sha256(inside || salt || '\x00000001'::bytea)), 'base64')
        where id = each.id;
    end loop;
end $$;

alter table section
    drop column enrollment_key,
    add constraint section_key check (policy <> 'BY_KEY' or enrollment_key_hash is not null);

create table enrollment_key_guess (
    student_id    bigint primary key references person,
    failures      int         not null,
    last_at       timestamptz not null,
    blocked_until timestamptz
);
comment on table enrollment_key_guess is 'Wrong enrolment keys that a student has tried lately';

-- ---------------------------------------------------------------------------------------------- prerequisites

alter table course_prerequisite
    add column minimum_percent numeric(6, 3) check (minimum_percent > 0 and minimum_percent <= 100);
comment on column course_prerequisite.minimum_percent is 'The final grade that is asked for; null: to have completed it is enough';

-- ---------------------------------------------------------------------------------------------- when sections meet

create view section_meeting as
select s.id as section_id, s.code, t.weekday, t.start_time, t.end_time, t.week_cycle,
    coalesce(t.from_date, span.first_day) as from_date, coalesce(t.to_date, span.last_day) as to_date
from timetable_slot t join section s on s.id = t.section_id
cross join lateral (
    select min(x.start_date) as first_day, max(x.end_date) as last_day from academic_session x
    where x.id = s.academic_session_id
        or x.id in (select st.academic_session_id from section_term st where st.section_id = s.id)) span;
comment on view section_meeting is 'Weekly slots, each with the days of the terms of its section';

-- Lessons that are not where their slot has them; enrolment looks at them beside the slots.
create index lesson_out_of_plan on lesson (section_id, starts_at)
    where (original_starts_at is not null or slot_id is null) and status <> 'CANCELLED';
