import { isolated, minutesUntil, plusDays, t, useFormats, useNow, type TeacherLesson } from '@lectern/shared';
import { Await, Dotted, EmptyState, inTime, lessonTitle, Mark, nowAndNext, Page, PageHead, PhoneAccount, roomName, SkeletonRows, StaleNote, StatusTag, useStaleness } from '@lectern/shared/ui';
import { useQuery } from '@tanstack/react-query';
import { Check, ChevronLeft, ChevronRight, ClipboardList, Clock } from '@lectern/shared/icons';
import { Link, useSearchParams } from 'react-router';
import { OfflineNote } from '../outbox/OfflineNote';
import { lessonsOn, useHues, useNotTaken, usePrepared } from '../queries';

const registerPath = (lesson: { id: number }) => `/lessons/${lesson.id}/register`;

function DaySwitch({ date, today, go }: { date: string; today: string; go: (date: string) => void }) {
  return (
    <div className="row gap-1!" role="group" aria-label={t('day.title')}>
      <button type="button" className="btn icon" aria-label={t('day.previous')} onClick={() => go(plusDays(date, -1))}>
        <ChevronLeft className="i flip" size={18} aria-hidden />
      </button>
      <button type="button" className="btn" onClick={() => go(today)} disabled={date === today}>
        {t('day.today')}
      </button>
      <button type="button" className="btn icon" aria-label={t('day.next')} onClick={() => go(plusDays(date, 1))}>
        <ChevronRight className="i flip" size={18} aria-hidden />
      </button>
    </div>
  );
}

/** The lesson that runs, or the next one: the one thing to do now. */
function Now({ lessons, now }: { lessons: readonly TeacherLesson[]; now: number }) {
  const formats = useFormats();
  const { running, next } = nowAndNext(lessons, now);
  const lesson = running ?? next;
  if (!lesson) return null;
  const taken = lesson.register.state === 'TAKEN';
  const length = Date.parse(lesson.endsAt) - Date.parse(lesson.startsAt);
  const done = Math.min(1, Math.max(0, (now - Date.parse(lesson.startsAt)) / length));
  return (
    <section className="now" aria-label={running ? t('lesson.running') : t('lesson.upcoming')}>
      <div className={running ? 'when' : 'when next'}>
        {running ? <span className="pulse" /> : <Clock className="i" size={16} aria-hidden />}
        {running ? t('lesson.now', { minutes: minutesUntil(lesson.endsAt, now) }) : t('lesson.next', { time: inTime(lesson.startsAt, now) })}
        <span className="end num">{formats.span(lesson.startsAt, lesson.endsAt)}</span>
      </div>
      <h2>{lessonTitle(lesson)}</h2>
      <p className="what">
        <Dotted parts={[roomName(lesson.room), lesson.section.code]} />
      </p>
      <div className={running ? 'left' : 'left none'} aria-hidden="true">
        <i style={{ width: `${done * 100}%` }} />
      </div>
      <div className="do">
        <Link to={registerPath(lesson)} className={running || taken ? 'btn main lg' : 'btn lg'}>
          <ClipboardList className="i" size={18} aria-hidden />
          {taken || !running ? t('today.openRegister') : t('today.takeRegister')}
        </Link>
        <div className="facts">
          {taken ? t('lesson.presentOf', { present: lesson.counts.present + lesson.counts.late, total: lesson.rosterSize }) : t('sections.students', { count: lesson.rosterSize })}
        </div>
      </div>
    </section>
  );
}

function LessonRow({ lesson, now, hue }: { lesson: TeacherLesson; now: number; hue: number }) {
  const formats = useFormats();
  const off = lesson.status === 'CANCELLED';
  const running = !off && Date.parse(lesson.startsAt) <= now && now < Date.parse(lesson.endsAt);
  const over = Date.parse(lesson.endsAt) <= now;
  const taken = lesson.register.state === 'TAKEN';
  const state =
    taken && !off ? (
      <>
        <Check className="i text-present-ink" size={16} aria-hidden />
        {t('lesson.presentOf', { present: lesson.counts.present + lesson.counts.late, total: lesson.rosterSize })}
      </>
    ) : running ? (
      <span className="font-medium text-accent-ink">{t('lesson.left', { minutes: minutesUntil(lesson.endsAt, now) })}</span>
    ) : over && !off ? (
      <>
        {t('lesson.notTaken')} <Mark kind={null} size="1.25rem" label={false} />
      </>
    ) : null;
  const inner = (
    <>
      <time dateTime={lesson.startsAt}>
        {formats.time(lesson.startsAt)}
        <span>{formats.time(lesson.endsAt)}</span>
      </time>
      <span className="edge" />
      <span className="grow">
        <span className="t clip block">{lessonTitle(lesson)}</span>
        <span className="s block">
          <Dotted parts={[off && lesson.reason ? null : roomName(lesson.room), lesson.reason, lesson.teacherRole === 'ASSISTANT' && t('sections.assistant')]} />
        </span>
      </span>
      <span className="st">
        {state && <span className="row gap-1.5!">{state}</span>}
        <StatusTag status={lesson.status} mine={lesson.teacherRole === 'SUBSTITUTE'} />
      </span>
    </>
  );
  const classes = [off && 'off', running && 'isnow'].filter(Boolean).join(' ');
  return (
    <li className={classes} data-hue={hue}>
      {off ? (
        <div className="les">{inner}</div>
      ) : (
        <Link className="les" to={registerPath(lesson)}>
          {inner}
        </Link>
      )}
    </li>
  );
}

export function Today() {
  const formats = useFormats();
  const now = useNow();
  const [params, setParams] = useSearchParams();
  const today = formats.dayOf(now);
  const asked = params.get('date');
  const date = asked && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today;
  const query = useQuery(lessonsOn(date));
  const stale = useStaleness(query);
  const hue = useHues();
  const isToday = date === today;
  usePrepared(isToday ? query.data : undefined, now);
  const notTaken = useNotTaken(today, now, query.data !== undefined);
  const go = (next: string) => setParams(next === today ? {} : { date: next }, { replace: true });

  return (
    <Page title={isToday ? t('nav.today') : formats.dayLong(date)}>
      <PageHead title={formats.weekday(date)} sub={formats.dayMonth(date)}>
        <DaySwitch date={date} today={today} go={go} />
        <PhoneAccount />
      </PageHead>
      <OfflineNote />
      <StaleNote stale={stale} />
      <div className="body">
        <div className="today">
          <div>
            <Await query={query} title={t('today.problem')} skeleton={<SkeletonRows rows={6} />}>
              {lessons => (
                <>
                  {isToday && <Now lessons={lessons} now={now} />}
                  {isToday && notTaken[0] && (
                    <section className="p-only mb-4.5">
                      <ul className="todo">
                        <NotTakenRow lesson={notTaken[0]} well />
                      </ul>
                    </section>
                  )}
                  <section>
                    <h2 className="sect">
                      {isToday ? t('day.today') : formats.dayLong(date)} <span className="end">{t('today.lessons', { count: lessons.length })}</span>
                    </h2>
                    {lessons.length === 0 ? (
                      <EmptyState title={t('lesson.none')}>{t('lesson.noneText')}</EmptyState>
                    ) : (
                      <ol className="day">
                        {lessons.map(l => (
                          <LessonRow key={l.id} lesson={l} now={now} hue={hue(l.section.id)} />
                        ))}
                      </ol>
                    )}
                  </section>
                </>
              )}
            </Await>
          </div>
          <aside className="aside" aria-label={t('notTaken.title')}>
            {query.data !== undefined && (
              <section>
                <h2 className="sect">
                  {t('notTaken.title')} {notTaken.length > 0 && <span className="end">{t('notTaken.hint')}</span>}
                </h2>
                {notTaken.length === 0 ? (
                  <p className="text-sm text-ink-2">{t('notTaken.nothing')}</p>
                ) : (
                  <ul className="todo">
                    {notTaken.map(l => (
                      <NotTakenRow key={l.id} lesson={l} />
                    ))}
                  </ul>
                )}
              </section>
            )}
          </aside>
        </div>
      </div>
    </Page>
  );
}

function NotTakenRow({ lesson, well = false }: { lesson: TeacherLesson; well?: boolean }) {
  const formats = useFormats();
  const when = `${formats.dayShort(formats.dayOf(lesson.startsAt))}, ${formats.time(lesson.startsAt)}`;
  const title = lessonTitle(lesson);
  return (
    <li className={well ? 'well' : ''}>
      <Mark kind={null} size={well ? '1.75rem' : '1.5rem'} label={false} />
      <div className="grow">
        <div className="clip font-medium">{well ? t('notTaken.one', { title: lesson.group ? isolated(lesson.group) : title }) : title}</div>
        <div className="text-ink-2">
          <Dotted parts={[when, !well && t('sections.students', { count: lesson.rosterSize })]} />
        </div>
      </div>
      <Link className={well ? 'btn' : 'btn sm'} to={registerPath(lesson)} aria-label={t('notTaken.takeOne', { title, when })}>
        {t('notTaken.take')}
      </Link>
    </li>
  );
}
