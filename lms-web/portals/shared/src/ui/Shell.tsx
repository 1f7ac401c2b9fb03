import { Ellipsis, type Icon } from './icons';
import { Suspense, useEffect, useState, type ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useMe } from '../context';
import { t } from '../i18n';
import { Avatar, Logo } from './bits';
import { AccountMenu, prepareOverlays } from './lazy';

export type NavItem = { to: string; label: string; Icon: Icon; count?: number; hot?: boolean; end?: boolean };

/** Opens the account menu; until its code is here, the button stands in its place. */
export function AccountButton({ className, children }: { className: string; children: ReactNode }) {
  const me = useMe();
  const [wanted, setWanted] = useState(false);
  const button = (
    <button type="button" className={className} aria-label={t('account.menu', { name: me.name })} aria-haspopup="menu" onClick={() => setWanted(true)}>
      {children}
    </button>
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <AccountMenu className={className} initiallyOpen>
        {children}
      </AccountMenu>
    </Suspense>
  );
}

/** The avatar in a phone's page head. */
export function PhoneAccount() {
  const me = useMe();
  return (
    <span className="p-only">
      <AccountButton className="grid size-11 place-items-center rounded-full -me-1">
        <Avatar id={me.personId} name={me.name} size="2.25rem" />
      </AccountButton>
    </span>
  );
}

/** Navigation beside the page at a desk, below it on a phone. `extra`: further entries at a desk. */
export function Shell({ portalName, items, extra, tabs = true, children }: { portalName: string; items: NavItem[]; extra?: ReactNode; tabs?: boolean; children: ReactNode }) {
  const me = useMe();
  useEffect(prepareOverlays, []);
  return (
    <div className="app">
      <nav className="side" aria-label={t('nav.main')}>
        <div className="brand">
          <Logo /> Lectern <small>{portalName}</small>
        </div>
        {items.map(({ to, label, Icon, count, hot, end }) => (
          <NavLink key={to} to={to} end={end ?? false} className="nav">
            <Icon className="i" size={18} aria-hidden />
            {label}
            {count ? <span className={hot ? 'badge hot' : 'badge'}>{count}</span> : null}
          </NavLink>
        ))}
        {extra}
        <AccountButton className="me">
          <Avatar id={me.personId} name={me.name} />
          <span className="grow">
            <span className="clip block font-medium">{me.name}</span>
            <span className="clip block text-xs text-ink-3">{me.school.name}</span>
          </span>
          <Ellipsis className="i" size={18} aria-hidden />
        </AccountButton>
      </nav>
      <main className="page">
        {children}
        {tabs && (
          <nav className="tabs" aria-label={t('nav.main')}>
            {items.map(({ to, label, Icon, count, hot, end }) => (
              <NavLink key={to} to={to} end={end ?? false}>
                <Icon className="i" size={22} aria-hidden />
                {label}
                {count && hot ? <span className="n">{count}</span> : null}
              </NavLink>
            ))}
          </nav>
        )}
      </main>
    </div>
  );
}
