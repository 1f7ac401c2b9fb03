-- Nothing is announced yet, and so there is nothing to switch off.

delete from notification_choice where topic = 'ANNOUNCEMENTS';
alter table notification_choice drop constraint notification_choice_topic_check;
alter table notification_choice add constraint notification_choice_topic_check
    check (topic in ('GRADES', 'ATTENDANCE', 'ENROLLMENT', 'ASSIGNMENTS'));
