import type { UseQueryResult } from '@tanstack/react-query';
import { Clock, CloudOff } from './icons';
import { useEffect, useState, type ReactNode } from 'react';
import { ApiProblem, SignedOut, Unreachable } from '../api/client';
import { useReach, type Reach } from '../api/reach';
import { NavLink } from 'react-router';
import { useFormats, useNow, usePortal } from '../context';
import { t, type MessageId } from '../i18n';

/** Rows in the shape of what is coming; only when it takes longer than 300 ms. */
export function SkeletonRows({ rows = 6, label }: { rows?: number; label?: string }) {
  return (
    <div className="late-in" aria-busy="true" role="status">
      <span className="sr">{label ?? t('state.loading')}</span>
      {Array.from({ length: rows }, (_, i) => (
        <div className="skrow" key={i} aria-hidden="true">
          <span className="sk" style={{ height: '2rem', borderRadius: '50%' }} />
          <span>
            <span className="sk" style={{ width: `${48 + ((i * 23) % 30)}%`, height: 11 }} />
            <span className="sk" style={{ width: `${24 + ((i * 17) % 24)}%`, height: 9, marginTop: 7, opacity: 0.6 }} />
          </span>
          <span className="sk" style={{ height: '1.75rem', borderRadius: 7 }} />
        </div>
      ))}
    </div>
  );
}

/** What belongs here and how to begin. `page`: it is the whole page, its title the page's. */
export function EmptyState({ title, page = false, children, actions }: { title: string; page?: boolean; children?: ReactNode; actions?: ReactNode }) {
  const Title = page ? 'h1' : 'h2';
  return (
    <div className="empty">
      <svg width="88" height="56" viewBox="0 0 88 56" fill="none" aria-hidden="true">
        <rect x="1" y="1" width="86" height="54" rx="9" stroke="var(--line-strong)" strokeWidth="1.5" />
        <path d="M1 19h86M30 19v36M58 19v36" stroke="var(--line-strong)" strokeWidth="1.5" />
        <rect x="34" y="24" width="20" height="14" rx="4" fill="var(--accent-soft)" stroke="var(--accent-ink)" strokeWidth="1.5" strokeDasharray="3 3" />
      </svg>
      <Title>{title}</Title>
      {children && <p>{children}</p>}
      {actions && <div className="btns">{actions}</div>}
    </div>
  );
}

/** What an error says to a person: the server's own words where it found some. */
export function wordsOf(error: unknown): { detail: string; reference: string | null } {
  if (error instanceof ApiProblem) {
    const { detail, title, instance, status } = error.problem;
    if (status === 503) return { detail: t('problem.unavailable'), reference: instance ?? null };
    return { detail: detail || title || t('problem.unknown'), reference: instance ?? null };
  }
  if (error instanceof Unreachable) return { detail: t('problem.unreachable'), reference: null };
  if (error instanceof SignedOut) return { detail: t('problem.signedOut'), reference: null };
  return { detail: t('problem.unknown'), reference: null };
}

/** Nothing is here. `page`: it is the whole page. */
export function NotFound({ detail, page = false }: { detail?: string; page?: boolean }) {
  const { app } = usePortal();
  return (
    <EmptyState
      page={page}
      title={t('notFound.title')}
      actions={
        <NavLink to="/" className="btn main">
          {t(app === 'teacher' ? 'nav.today' : 'nav.home')}
        </NavLink>
      }
    >
      {detail ?? t('notFound.text')}
    </EmptyState>
  );
}

/** What happened, what it means, what to do. */
export function ProblemState({ title, error, onRetry, retrying = false }: { title: string; error: unknown; onRetry?: () => void; retrying?: boolean }) {
  const { detail } = wordsOf(error);
  // Asking again finds no more.
  if (error instanceof ApiProblem && error.status === 404) return <NotFound detail={detail} />;
  return (
    <div className="empty" role="alert">
      <CloudOff className="i" size={32} aria-hidden />
      <h2>{title}</h2>
      <p>{detail}</p>
      {onRetry && (
        <div className="btns">
          <button type="button" className="btn main" onClick={onRetry} disabled={retrying}>
            {retrying && <span className="spin" aria-hidden="true" />}
            {t('action.tryAgain')}
          </button>
        </div>
      )}
    </div>
  );
}

/** null: fresh. Else since when the shown data is what the server said, and why it is not newer. */
export function useStaleness(...queries: Pick<UseQueryResult, 'data' | 'dataUpdatedAt' | 'failureCount' | 'isError'>[]): { since: number; reach: Reach } | null {
  const reach = useReach();
  const old = queries.filter(q => q.data !== undefined && (q.isError || q.failureCount > 0));
  if (old.length === 0) return null;
  return { since: Math.min(...old.map(q => q.dataUpdatedAt)), reach };
}

const REACH_WORDS: Record<Reach, MessageId> = { ok: 'stale.ok', unavailable: 'stale.unavailable', unreachable: 'stale.unreachable' };

/** Above data that is not fresh: as of when, and why. */
export function StaleNote({ stale }: { stale: { since: number; reach: Reach } | null }) {
  const formats = useFormats();
  const now = useNow();
  if (!stale) return null;
  return (
    <div className="note" role="status">
      <Clock className="i" size={18} aria-hidden />
      <div className="grow">
        <b>{t('stale.asOf', { time: formats.asOf(stale.since, now) })}</b> {t(REACH_WORDS[stale.reach])}
      </div>
    </div>
  );
}

/** Known data first; else a skeleton; else the problem with a way to try again. */
export function Await<T>({ query, title, skeleton, children }: { query: UseQueryResult<T>; title: string; skeleton?: ReactNode; children: (data: T) => ReactNode }) {
  // A retry in the background does not take the words away from under the eyes.
  const [failed, setFailed] = useState<unknown>(null);
  useEffect(() => {
    if (query.error) setFailed(query.error);
    else if (query.isSuccess) setFailed(null);
  }, [query.error, query.isSuccess]);
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (failed ?? query.error) return <ProblemState title={title} error={failed ?? query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />;
  return <>{skeleton ?? <SkeletonRows />}</>;
}
