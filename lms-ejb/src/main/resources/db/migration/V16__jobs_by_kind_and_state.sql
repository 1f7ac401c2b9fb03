-- The list of jobs can be narrowed, newest first.
create index job_by_kind on job (kind, id);
create index job_by_state on job (state, id);
