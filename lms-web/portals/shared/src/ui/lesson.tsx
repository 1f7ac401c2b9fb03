import { ArrowLeftRight, Ban, UserCheck } from './icons';
import { minutesUntil } from '../format';
import { t } from '../i18n';

type Timed = { startsAt: string; endsAt: string; status: string };

/** The lesson that runs now and the one after; cancelled ones do not take place. */
export function nowAndNext<L extends Timed>(lessons: readonly L[], now: number): { running: L | null; next: L | null } {
  const held = lessons.filter(l => l.status !== 'CANCELLED').sort((a, b) => a.startsAt.localeCompare(b.startsAt) || a.endsAt.localeCompare(b.endsAt));
  return {
    running: held.find(l => Date.parse(l.startsAt) <= now && now < Date.parse(l.endsAt)) ?? null,
    next: held.find(l => Date.parse(l.startsAt) > now) ?? null,
  };
}

/** 33 min, 1 h 43 min. */
export function inTime(at: string, now: number): string {
  const minutes = minutesUntil(at, now);
  return minutes >= 60 ? t('lesson.inHours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 }) : t('lesson.inMinutes', { minutes });
}

/** Room 214; but Lab 2, which is a name, stays as it is. */
export const roomName = (room: string | null) => (room === null ? null : /^\d/.test(room) ? t('lesson.room', { room }) : room);

export function StatusTag({ status, mine = false }: { status: string; mine?: boolean }) {
  if (status === 'MOVED') {
    return (
      <span className="tag warn">
        <ArrowLeftRight className="i" size={12} aria-hidden />
        {t('lesson.moved')}
      </span>
    );
  }
  if (status === 'CANCELLED') {
    return (
      <span className="tag">
        <Ban className="i" size={12} aria-hidden />
        {t('lesson.cancelled')}
      </span>
    );
  }
  if (status === 'COVERED') {
    return (
      <span className="tag info">
        <UserCheck className="i" size={12} aria-hidden />
        {t(mine ? 'lesson.coverForYou' : 'lesson.covered')}
      </span>
    );
  }
  return null;
}
