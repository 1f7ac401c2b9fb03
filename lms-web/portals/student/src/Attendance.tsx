import { t, useFormats, type StudentAttendance } from '@lectern/shared';
import { Await, countOf, CountsBar, Dotted, EmptyState, kindWord, Mark, Page, PageHead, PhoneAccount, StaleNote, useStaleness } from '@lectern/shared/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { attendance } from './queries';
import { hueOf, Summary } from './parts';

function BySection({ sections }: { sections: StudentAttendance['sections'] }) {
  const formats = useFormats();
  const hue = hueOf(sections.map(s => s.section.id));
  return (
    <section>
      <h2 className="sect">{t('attendance.perSection')}</h2>
      <ul className="list">
        {sections.map(s => (
          <li key={s.section.id}>
            <span className="dot" data-hue={hue(s.section.id)} />
            <span className="grow py-2">
              <span className="row">
                <span className="t clip">{s.section.title}</span>
                <span className="end v">{s.rate === null ? t('attendance.noRate') : formats.percent(s.rate)}</span>
              </span>
              <span className="mt-1.5 block">
                <CountsBar counts={s} total={s.taken} />
              </span>
              <span className="s mt-1.5 block">
                <Dotted
                  parts={[
                    t('attendance.lessons', { count: s.taken }),
                    ...(['ABSENT', 'LATE', 'EXCUSED'] as const).map(k => countOf(s, k) > 0 && `${formats.number(countOf(s, k))} ${kindWord(k)}`),
                  ]}
                />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function Attendance() {
  const formats = useFormats();
  const query = useInfiniteQuery(attendance);
  const stale = useStaleness(query);
  return (
    <Page title={t('attendance.title')}>
      <PageHead title={t('attendance.title')}>
        <PhoneAccount />
      </PageHead>
      <StaleNote stale={stale} />
      <div className="body">
        <Await query={query} title={t('attendance.problem')}>
          {data => {
            const first = data.pages[0];
            if (!first || first.overall.taken === 0) return <EmptyState title={t('attendance.empty')}>{t('attendance.emptyText')}</EmptyState>;
            const items = data.pages.flatMap(p => p.items);
            const hue = hueOf(first.sections.map(s => s.section.id));
            return (
              <div className="today wide-aside">
                <div className="max-desk:mb-6">
                  <section className="mb-8 max-desk:mb-6">
                    <Summary summary={first.overall} />
                    <p className="mt-2 text-xs text-ink-3">{t('attendance.excludes')}</p>
                  </section>
                  <section>
                    <h2 className="sect">{t('attendance.list')}</h2>
                    <ul className="list">
                      {items.map(item => (
                        <li key={item.lessonId}>
                          <Mark kind={item.kind} code={item.code} label={false} />
                          <span className="grow">
                            <span className="row">
                              <span className="dot" data-hue={hue(item.section.id)} />
                              <span className="t clip">{item.section.title}</span>
                            </span>
                            <span className="s block">
                              {formats.dayShort(formats.dayOf(item.startsAt))}, {formats.span(item.startsAt, item.endsAt)}
                            </span>
                          </span>
                          <span className="text-sm text-ink-2">
                            {item.kind === 'LATE' && item.minutesLate !== null ? t('register.minutesLate', { minutes: item.minutesLate }) : kindWord(item.kind)}
                          </span>
                        </li>
                      ))}
                    </ul>
                    {query.isFetchNextPageError && <p className="pt-3 text-sm text-danger-ink">{t('attendance.moreFailed')}</p>}
                    {query.hasNextPage && (
                      <button type="button" className="btn mt-4 max-desk:w-full" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                        {query.isFetchingNextPage && <span className="spin" aria-hidden="true" />}
                        {t('action.loadMore')}
                      </button>
                    )}
                  </section>
                </div>
                <aside className="aside">
                  <BySection sections={first.sections} />
                </aside>
              </div>
            );
          }}
        </Await>
      </div>
    </Page>
  );
}
