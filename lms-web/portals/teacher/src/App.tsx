import { t, useFormats, useNow, useOutbox, useReach } from '@lectern/shared';
import { lessonTitle, NavLink, Nowhere, Shell } from '@lectern/shared/ui';
import { useQuery } from '@tanstack/react-query';
import { House, Inbox, Users } from '@lectern/shared/icons';
import { lazy, Suspense, type ReactNode } from 'react';
import { Route, Routes, useMatch } from 'react-router';
import { taughtSections, useHues, useNotTaken } from './queries';
import { Today } from './today/Today';

const RegisterPage = lazy(() => import('./register/RegisterPage'));
const Sections = lazy(() => import('./sections/Sections'));
const SectionPage = lazy(() => import('./sections/SectionPage'));
const OutboxPage = lazy(() => import('./outbox/OutboxPage'));

function SectionLinks() {
  const { data } = useQuery(taughtSections);
  const hue = useHues();
  if (!data?.length) return null;
  return (
    <>
      <div className="navhead">{t('nav.sections')}</div>
      {data.map(s => (
        <NavLink key={s.id} to={`/sections/${s.id}`} className="nav">
          <span className="dot" data-hue={hue(s.id)} />
          <span className="clip">{lessonTitle({ section: s, group: s.group })}</span>
          <span className="badge">{s.rosterSize}</span>
        </NavLink>
      ))}
    </>
  );
}

function Framed({ children }: { children: ReactNode }) {
  const formats = useFormats();
  const now = useNow();
  const batches = useOutbox();
  const open = useNotTaken(formats.dayOf(now), now, true).length;
  const onRegister = useMatch('/lessons/:id/register') !== null;
  const reach = useReach();
  // Marks that are merely on their way need nobody's attention.
  const waiting = batches.filter(b => b.state === 'disputed' || b.state === 'refused' || reach !== 'ok').length;
  return (
    <Shell
      portalName={t('nav.teacher')}
      tabs={!onRegister}
      items={[
        { to: '/', label: t('nav.today'), Icon: House, end: true, count: open, hot: true },
        { to: '/sections', label: t('nav.sections'), Icon: Users, end: true },
        { to: '/outbox', label: t('nav.outbox'), Icon: Inbox, count: waiting, hot: waiting > 0 },
      ]}
      extra={<SectionLinks />}
    >
      <Suspense fallback={<div className="view" aria-busy="true" />}>{children}</Suspense>
    </Shell>
  );
}

export function App() {
  return (
    <Framed>
      <Routes>
        <Route path="/" element={<Today />} />
        <Route path="/lessons/:id/register" element={<RegisterPage />} />
        <Route path="/sections" element={<Sections />} />
        <Route path="/sections/:id" element={<SectionPage />} />
        <Route path="/outbox" element={<OutboxPage />} />
        <Route path="*" element={<Nowhere />} />
      </Routes>
    </Framed>
  );
}
