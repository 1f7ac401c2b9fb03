import { t, useFormats } from '@lectern/shared';
import { Await, Dotted, EmptyState, Page, PageHead, PhoneAccount, StaleNote, useStaleness } from '@lectern/shared/ui';
import { useQuery } from '@tanstack/react-query';
import { grades } from './queries';
import { GradeValue, hueOf } from './parts';

export default function Grades() {
  const formats = useFormats();
  const query = useQuery(grades);
  const stale = useStaleness(query);
  return (
    <Page title={t('grades.title')}>
      <PageHead title={t('grades.title')}>
        <PhoneAccount />
      </PageHead>
      <StaleNote stale={stale} />
      <div className="body" tabIndex={0} role="region" aria-label={t('grades.title')}>
        <Await query={query} title={t('grades.problem')}>
          {sections => {
            const shown = sections.filter(s => s.grades.length > 0);
            const hue = hueOf(sections.map(s => s.section.id));
            if (shown.length === 0) return <EmptyState title={t('grades.empty')}>{t('grades.emptyText')}</EmptyState>;
            return (
              <div className="narrow">
                {shown.map(s => (
                  <section key={s.section.id} className="mb-8">
                    <h2 className="sect">
                      <span className="dot" data-hue={hue(s.section.id)} />
                      {s.section.title} <span className="end">{s.section.code}</span>
                    </h2>
                    <ul className="list">
                      {s.grades.map(g => (
                        <li key={g.itemId}>
                          <span className="grow">
                            <span className="t clip block">{g.title}</span>
                            <span className="s clip block">
                              <Dotted parts={[g.category, g.dueDate && t('grades.dueOn', { date: formats.dayShort(g.dueDate) })]} />
                            </span>
                            {g.feedback && <span className="s block pb-1 text-ink!">{g.feedback}</span>}
                          </span>
                          <GradeValue grade={g} />
                        </li>
                      ))}
                    </ul>
                  </section>
                ))}
              </div>
            );
          }}
        </Await>
      </div>
    </Page>
  );
}
