import { t, useFormats, useNow, useOutbox, useReach, useSession } from '@lectern/shared';
import { CloudOff } from '@lectern/shared/icons';
import { Link } from 'react-router';

/** Says that nobody answers, and what that means for the marks made meanwhile. `since`: when the shown list was read; `link`: to the outbox. */
export function OfflineNote({ since, link = true }: { since?: number; link?: boolean }) {
  const reach = useReach();
  const session = useSession();
  const batches = useOutbox();
  const formats = useFormats();
  const now = useNow();
  const waiting = batches.filter(b => b.state === 'waiting' || b.state === 'sending');
  const count = waiting.reduce((sum, b) => sum + b.marks.length, 0);
  if (reach === 'ok' || (count === 0 && since === undefined)) return null;
  const kept = session.phase === 'signedIn' && session.kept;
  return (
    <div className="note" role="status">
      <CloudOff className="i" size={20} aria-hidden />
      <div className="grow">
        <b>{reach === 'unavailable' ? t('offline.unavailable') : t('offline.title')}</b>{' '}
        {!kept ? t('offline.shared') : count > 0 ? t('offline.marksWait', { count }) : t('offline.nothingWaits')}{' '}
        {since !== undefined && <span className="d-only">{t('register.offlineFrom', { time: formats.asOf(since, now) })}</span>}
      </div>
      {link && batches.length > 0 && (
        <Link to="/outbox" className="link whitespace-nowrap">
          {t('offline.link', { count: batches.length })}
        </Link>
      )}
    </div>
  );
}
