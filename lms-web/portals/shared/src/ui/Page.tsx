import { useEffect, useRef, type ReactNode } from 'react';
import { t } from '../i18n';
import { NotFound } from './states';

/** One screen: its title is the document's, and on arrival the focus is on it, so that it is read out. */
export function Page({ title, children }: { title: string; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.title = `${title} · Lectern`;
  }, [title]);
  useEffect(() => {
    const active = document.activeElement;
    if (!active || active === document.body || active.closest('nav')) ref.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="view" ref={ref} tabIndex={-1}>
      {children}
    </div>
  );
}

/** The page of an address at which nothing is. */
export function Nowhere() {
  return (
    <Page title={t('notFound.title')}>
      <NotFound page />
    </Page>
  );
}

export function PageHead({ title, sub, children }: { title: string; sub?: ReactNode; children?: ReactNode }) {
  return (
    <header className="head">
      <div className="min-w-0">
        <h1>{title}</h1>
        {sub && <p>{sub}</p>}
      </div>
      {children && <div className="end">{children}</div>}
    </header>
  );
}
