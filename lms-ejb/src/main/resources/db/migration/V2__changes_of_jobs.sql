-- What an import changed is listed like what a dry run would change.
comment on table job_change is
    'What a job changed, or would change in a dry run, row by row, in the order in which it happened; kept for a month';
