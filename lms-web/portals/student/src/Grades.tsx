import { decimalsOf, t, useFormats, type SectionGrades } from '@lectern/shared';
import { Await, Dotted, EmptyState, Page, PageHead, PhoneAccount, StaleNote, useStaleness } from '@lectern/shared/ui';
import { useQuery } from '@tanstack/react-query';
import { grades } from './queries';
import { GradeValue, hueOf } from './parts';

/** What was marked and what will be in one section. */
function Section({ section, grades: items, hue }: SectionGrades & { hue: number }) {
  const formats = useFormats();
  const decimals = decimalsOf(items.flatMap(g => g.points ?? []));
  return (
    <section className="mb-8">
      <h2 className="sect">
        <span className="dot" data-hue={hue} />
        {section.title} <span className="end">{section.code}</span>
      </h2>
      <ul className="list">
        {items.map(g => (
          <li key={g.itemId}>
            <span className="grow">
              <span className="t clip block">{g.title}</span>
              <span className="s clip block">
                <Dotted parts={[g.category, g.dueDate && t('grades.dueOn', { date: formats.dayShort(g.dueDate) })]} />
              </span>
              {g.feedback && <span className="s block text-ink!">{g.feedback}</span>}
            </span>
            <GradeValue grade={g} decimals={decimals} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function Grades() {
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
                  <Section key={s.section.id} {...s} hue={hue(s.section.id)} />
                ))}
              </div>
            );
          }}
        </Await>
      </div>
    </Page>
  );
}
