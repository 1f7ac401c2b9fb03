-- The audit can be asked for a span of days and for one kind of action, which must not mean reading all of it.
create index audit_entry_at on audit_entry (at);
create index audit_entry_action on audit_entry (action, id);
