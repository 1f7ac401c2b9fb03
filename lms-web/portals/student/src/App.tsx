import { t } from '@lectern/shared';
import { EmptyState, NavLink, Page, Shell } from '@lectern/shared/ui';
import { ChartNoAxesColumn, ClipboardList, House } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { Home } from './Home';

const Attendance = lazy(() => import('./Attendance'));
const Grades = lazy(() => import('./Grades'));

function NotFound() {
  return (
    <Page title={t('notFound.title')}>
      <EmptyState
        page
        title={t('notFound.title')}
        actions={
          <NavLink to="/" className="btn main">
            {t('nav.home')}
          </NavLink>
        }
      >
        {t('notFound.text')}
      </EmptyState>
    </Page>
  );
}

export function App() {
  return (
    <Shell
      portalName={t('nav.student')}
      items={[
        { to: '/', label: t('nav.home'), Icon: House, end: true },
        { to: '/grades', label: t('nav.grades'), Icon: ChartNoAxesColumn },
        { to: '/attendance', label: t('nav.attendance'), Icon: ClipboardList },
      ]}
    >
      <Suspense fallback={<div className="view" aria-busy="true" />}>
        <Routes>
          <Route path="/" element={<Home />} />
          <Route path="/attendance" element={<Attendance />} />
          <Route path="/grades" element={<Grades />} />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </Shell>
  );
}
