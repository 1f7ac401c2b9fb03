import { t, useFormats } from '@lectern/shared';
import { Avatar, Await, Dotted, EmptyState, History, lessonTitle, Nowhere, Page, PageHead, PhoneAccount, StaleNote, useStaleness } from '@lectern/shared/ui';
import { useQuery } from '@tanstack/react-query';
import { ChevronLeft } from '@lectern/shared/icons';
import { Link, useParams } from 'react-router';
import { studentsOf, taughtSections, useCodes } from '../queries';
import { roleWord } from './Sections';

function SectionOf({ sectionId }: { sectionId: number }) {
  const formats = useFormats();
  const sections = useQuery(taughtSections);
  const query = useQuery(studentsOf(sectionId));
  const { byCode } = useCodes();
  const section = sections.data?.find(s => s.id === sectionId);
  const title = section ? lessonTitle({ section, group: section.group }) : t('sections.title');
  const sub = section && <Dotted parts={[section.code, section.term, t('sections.students', { count: section.rosterSize }), roleWord(section.teacherRole)]} />;
  return (
    <Page title={title}>
      <div className="phonebar">
        <Link className="ib" to="/sections" aria-label={t('action.back')}>
          <ChevronLeft className="i flip" size={24} aria-hidden />
        </Link>
        <div className="m">
          <h1 className="clip">{title}</h1>
          <span>{sub}</span>
        </div>
        <PhoneAccount />
      </div>
      <div className="d-only">
        <PageHead title={title} sub={sub} />
      </div>
      <StaleNote stale={useStaleness(query)} />
      <div className="body" tabIndex={0} role="region" aria-label={t('section.student')}>
        <Await query={query} title={t('section.problem')}>
          {students =>
            students.length === 0 ? (
              <EmptyState title={t('register.empty')}>{t('register.emptyText')}</EmptyState>
            ) : (
              <>
                <table className="tbl d-only">
                  <thead>
                    <tr>
                      <th scope="col">{t('section.student')}</th>
                      <th scope="col">{t('section.last')}</th>
                      <th scope="col" className="n">
                        {t('section.taken')}
                      </th>
                      <th scope="col" className="n">
                        {t('section.absent')}
                      </th>
                      <th scope="col" className="n">
                        {t('section.late')}
                      </th>
                      <th scope="col" className="n">
                        {t('section.rate')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {students.map(s => (
                      <tr key={s.studentId}>
                        <th scope="row">
                          <span className="row gap-2.5! font-medium">
                            <Avatar id={s.studentId} name={s.name} size="1.75rem" />
                            {s.name}
                          </span>
                        </th>
                        <td>
                          <History recent={s.recent} codes={byCode} />
                        </td>
                        <td className="n">{formats.number(s.taken)}</td>
                        <td className="n">{formats.number(s.counts.absent)}</td>
                        <td className="n">{formats.number(s.counts.late)}</td>
                        <td className="n font-medium">{s.rate === null ? '–' : formats.percent(s.rate)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
                <ul className="list p-only">
                  {students.map(s => (
                    <li key={s.studentId}>
                      <Avatar id={s.studentId} name={s.name} size="2.375rem" />
                      <span className="grow">
                        <span className="t clip block">{s.name}</span>
                        <span className="s block">
                          <History recent={s.recent} codes={byCode} />
                        </span>
                      </span>
                      <span className="v">{s.rate === null ? '–' : formats.percent(s.rate)}</span>
                    </li>
                  ))}
                </ul>
              </>
            )
          }
        </Await>
      </div>
    </Page>
  );
}

export default function SectionPage() {
  const sectionId = Number(useParams()['id']);
  return Number.isSafeInteger(sectionId) ? <SectionOf sectionId={sectionId} /> : <Nowhere />;
}
