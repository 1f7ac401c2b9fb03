-- The members of a group were found only through the constraint that keeps anybody from being in it twice at a time.
create index student_group_member_group on student_group_member (student_group_id);
