import { decimalsOf, minutesUntil, t, useFormats, useNow, type StudentLesson } from '@lectern/shared';
import { Await, Dotted, EmptyState, inTime, Mark, nowAndNext, Page, PageHead, PhoneAccount, roomName, SkeletonRows, StaleNote, StatusTag, useStaleness } from '@lectern/shared/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Clock } from '@lectern/shared/icons';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { attendance, grades, lessonsOn } from './queries';
import { GradeValue, hueOf, Summary } from './parts';

function Now({ lessons, now }: { lessons: readonly StudentLesson[]; now: number }) {
  const formats = useFormats();
  const { running, next } = nowAndNext(lessons, now);
  const lesson = running ?? next;
  if (!lesson) return null;
  const then = running ? next : (nowAndNext(lessons, Date.parse(lesson.startsAt)).next ?? null);
  const length = Date.parse(lesson.endsAt) - Date.parse(lesson.startsAt);
  return (
    <section className="now" aria-label={t(running ? 'lesson.running' : 'lesson.upcoming')}>
      <div className={running ? 'when' : 'when next'}>
        {running ? <span className="pulse" /> : <Clock className="i" size={16} aria-hidden />}
        {running ? t('lesson.now', { minutes: minutesUntil(lesson.endsAt, now) }) : t('lesson.next', { time: inTime(lesson.startsAt, now) })}
        <span className="end num">{formats.span(lesson.startsAt, lesson.endsAt)}</span>
      </div>
      <h2>{lesson.section.title}</h2>
      <p className="what">
        <Dotted parts={[roomName(lesson.room), lesson.teacher]} />
      </p>
      {running && (
        <div className="left mb-0!" aria-hidden="true">
          <i style={{ width: `${((now - Date.parse(lesson.startsAt)) / length) * 100}%` }} />
        </div>
      )}
      {then && (
        <div className="row then">
          <span className="text-ink-2">{t('home.then')}</span>
          <span className="clip font-medium">{then.section.title}</span>
          <span className="text-ink-2">
            <Dotted parts={[formats.time(then.startsAt), roomName(then.room)]} />
          </span>
          <span className="end">
            <StatusTag status={then.status} />
          </span>
        </div>
      )}
    </section>
  );
}

function LessonRow({ lesson, now, hue }: { lesson: StudentLesson; now: number; hue: number }) {
  const formats = useFormats();
  const off = lesson.status === 'CANCELLED';
  const running = !off && Date.parse(lesson.startsAt) <= now && now < Date.parse(lesson.endsAt);
  return (
    <li className={[off && 'off', running && 'isnow'].filter(Boolean).join(' ')} data-hue={hue}>
      <div className="les">
        <time dateTime={lesson.startsAt}>
          {formats.time(lesson.startsAt)}
          <span className="p-only">{formats.time(lesson.endsAt)}</span>
        </time>
        <span className="edge" />
        <span className="grow two">
          <span className="t clip block">{lesson.section.title}</span>
          <span className="s clip block">
            <Dotted parts={[off ? lesson.reason : roomName(lesson.room), lesson.teacher, !off && lesson.reason]} />
          </span>
        </span>
        <span className="st">
          <StatusTag status={lesson.status} />
          {lesson.mark ? (
            <Mark kind={lesson.mark.kind} code={lesson.mark.code} size="1.25rem" />
          ) : running ? (
            <span className="font-medium text-accent-ink">{t('lesson.left', { minutes: minutesUntil(lesson.endsAt, now) })}</span>
          ) : null}
        </span>
      </div>
    </li>
  );
}

export function Home() {
  const formats = useFormats();
  const now = useNow();
  const today = formats.dayOf(now);
  const lessons = useQuery(lessonsOn(today));
  const summary = useInfiniteQuery(attendance);
  const results = useQuery(grades);
  const stale = useStaleness(lessons, summary, results);
  const hue = useMemo(
    () => hueOf([...(summary.data?.pages[0]?.sections ?? []).map(s => s.section.id), ...(lessons.data ?? []).map(l => l.section.id)]),
    [summary.data, lessons.data],
  );
  const latest = useMemo(
    () =>
      (results.data ?? [])
        .flatMap(s => s.grades.filter(g => g.points !== null || g.text !== null).map(grade => ({ section: s.section, grade })))
        .sort((a, b) => (b.grade.dueDate ?? '').localeCompare(a.grade.dueDate ?? ''))
        .slice(0, 3),
    [results.data],
  );
  const decimals = decimalsOf(latest.flatMap(l => l.grade.points ?? []));
  return (
    <Page title={t('nav.home')}>
      <PageHead title={formats.weekday(today)} sub={formats.dayMonth(today)}>
        <PhoneAccount />
      </PageHead>
      <StaleNote stale={stale} />
      <div className="body">
        <div className="today wide-aside">
          <div>
            <Await query={lessons} title={t('home.problem')} skeleton={<SkeletonRows rows={6} />}>
              {items => (
                <>
                  <Now lessons={items} now={now} />
                  <section>
                    <h2 className="sect">
                      {t('day.today')} <span className="end">{t('home.lessons', { count: items.length })}</span>
                    </h2>
                    {items.length === 0 ? (
                      <EmptyState title={t('lesson.none')} />
                    ) : (
                      <ol className="day tight">
                        {items.map(l => (
                          <LessonRow key={l.id} lesson={l} now={now} hue={hue(l.section.id)} />
                        ))}
                      </ol>
                    )}
                  </section>
                </>
              )}
            </Await>
          </div>
          <aside className="aside">
            <section>
              <h2 className="sect">
                {t('attendance.title')}{' '}
                <Link to="/attendance" className="end link">
                  {t('attendance.perSection')}
                </Link>
              </h2>
              <Await query={summary} title={t('attendance.problem')} skeleton={<SkeletonRows rows={2} />}>
                {data => <>{data.pages[0] && <Summary summary={data.pages[0].overall} />}</>}
              </Await>
            </section>
            {latest.length > 0 && (
              <section>
                <h2 className="sect">
                  {t('grades.title')}{' '}
                  <Link to="/grades" className="end link">
                    {t('grades.all')}
                  </Link>
                </h2>
                <ul className="list">
                  {latest.map(({ section, grade }) => (
                    <li key={grade.itemId}>
                      <span className="dot" data-hue={hue(section.id)} />
                      <span className="grow">
                        <span className="t clip block">{grade.title}</span>
                        <span className="s clip block">
                          <Dotted parts={[section.title, grade.category]} />
                        </span>
                      </span>
                      <GradeValue grade={grade} decimals={decimals} />
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </aside>
        </div>
      </div>
    </Page>
  );
}
