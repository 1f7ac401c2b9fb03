import { t, type TeacherSection } from '@lectern/shared';
import { Await, Dotted, EmptyState, lessonTitle, Page, PageHead, PhoneAccount, StaleNote, useStaleness } from '@lectern/shared/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { taughtSections, useHues } from '../queries';

export const roleWord = (role: TeacherSection['teacherRole']) =>
  role === 'LEAD' ? null : t(role === 'ASSISTANT' ? 'sections.assistant' : 'sections.substitute');

export default function Sections() {
  const query = useQuery(taughtSections);
  const hue = useHues();
  return (
    <Page title={t('sections.title')}>
      <PageHead title={t('sections.title')}>
        <PhoneAccount />
      </PageHead>
      <StaleNote stale={useStaleness(query)} />
      <div className="body">
        <div className="narrow">
          <Await query={query} title={t('sections.problem')}>
            {sections =>
              sections.length === 0 ? (
                <EmptyState title={t('sections.empty')}>{t('sections.emptyText')}</EmptyState>
              ) : (
                <ul className="list">
                  {sections.map(s => (
                    <li key={s.id}>
                      <Link className="go" to={`/sections/${s.id}`}>
                        <span className="dot" data-hue={hue(s.id)} />
                        <span className="grow">
                          <span className="t clip block">{lessonTitle({ section: s, group: s.group })}</span>
                          <span className="s block">
                            <Dotted parts={[s.code, s.term, roleWord(s.teacherRole)]} />
                          </span>
                        </span>
                        <span className="num text-sm text-ink-2">{t('sections.students', { count: s.rosterSize })}</span>
                      </Link>
                    </li>
                  ))}
                </ul>
              )
            }
          </Await>
        </div>
      </div>
    </Page>
  );
}
