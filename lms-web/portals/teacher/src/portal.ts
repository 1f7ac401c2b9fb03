import { Formats, Portal, t } from '@lectern/shared';
import { toast } from '@lectern/shared/ui';
import { tookRegister } from './queries';

/** Marks that rested longer than this waited for the server, not for the teacher. */
const WAITED_MS = 30_000;

export const portal: Portal = new Portal('teacher', 'TEACHER', tookRegister, batch => {
  const session = portal.current();
  if (session.phase !== 'signedIn' || Date.now() - batch.madeAt < WAITED_MS) return;
  const formats = new Formats(document.documentElement.lang, session.me.school.timeZone);
  toast(t('outbox.sentToast', { count: batch.marks.length, time: formats.asOf(batch.madeAt, Date.now()) }));
});
