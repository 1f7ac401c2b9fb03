import { useEffect, useRef, type ReactNode } from 'react';

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
