import { t } from '@lectern/shared';
import { Nowhere, Shell } from '@lectern/shared/ui';
import { ChartNoAxesColumn, ClipboardList, House } from '@lectern/shared/icons';
import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { Home } from './Home';

const Attendance = lazy(() => import('./Attendance'));
const Grades = lazy(() => import('./Grades'));

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
          <Route path="*" element={<Nowhere />} />
        </Routes>
      </Suspense>
    </Shell>
  );
}
