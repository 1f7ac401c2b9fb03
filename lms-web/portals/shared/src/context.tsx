import { QueryClientProvider } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Me } from './api/schema';
import { Formats } from './format';
import { activate, locales, type LocaleId } from './i18n';
import type { Batch } from './outbox/outbox';
import type { Portal, Session } from './portal';

export type Theme = 'system' | 'light' | 'dark';
type Looks = { theme: Theme; setTheme(theme: Theme): void; locale: LocaleId; setLocale(locale: LocaleId): void };

const PortalContext = createContext<Portal | null>(null);
const LooksContext = createContext<Looks | null>(null);
const FormatsContext = createContext<Formats>(new Formats('en-GB', 'UTC'));

function must<T>(value: T | null): T {
  if (value === null) throw new Error('outside of <PortalProvider>');
  return value;
}

export const usePortal = () => must(useContext(PortalContext));
export const useLooks = () => must(useContext(LooksContext));
export const useFormats = () => useContext(FormatsContext);

export function useSession(): Session {
  const portal = usePortal();
  return useSyncExternalStore(portal.subscribe, portal.current);
}

/** Who is signed in; only below the sign-in screen. */
export function useMe(): Me {
  const session = useSession();
  if (session.phase !== 'signedIn') throw new Error('not signed in');
  return session.me;
}

export function useOutbox(): readonly Batch[] {
  const { outbox } = usePortal();
  return useSyncExternalStore(outbox.subscribe, outbox.list);
}

/** The present, in steps: what is shown of it changes by the minute at most. */
export function useNow(stepMs = 15_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), stepMs);
    const wake = () => setNow(Date.now());
    document.addEventListener('visibilitychange', wake);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [stepMs]);
  return now;
}

export function useMedia(query: string): boolean {
  const list = useMemo(() => matchMedia(query), [query]);
  return useSyncExternalStore(
    listener => {
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => list.matches,
  );
}
export const usePhone = () => useMedia('(max-width: 56rem)');

const setting = {
  get: (name: string) => {
    try {
      return localStorage.getItem(`lectern.${name}`);
    } catch {
      return null;
    }
  },
  set: (name: string, value: string | null) => {
    try {
      if (value === null) localStorage.removeItem(`lectern.${name}`);
      else localStorage.setItem(`lectern.${name}`, value);
    } catch {
      // no storage: the choice lasts as long as the page
    }
  },
};

/** Applies what this device was told about light and language; before anything is drawn. */
export async function dress(): Promise<{ theme: Theme; locale: LocaleId }> {
  const theme = setting.get('theme');
  const locale = locales.find(l => l.id === setting.get('locale'))?.id ?? 'en';
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
  if (locale !== 'en') await activate(locale);
  return { theme: theme === 'light' || theme === 'dark' ? theme : 'system', locale };
}

export function PortalProvider({ portal, looks, children }: { portal: Portal; looks: { theme: Theme; locale: LocaleId }; children: ReactNode }) {
  const [theme, setTheme] = useState(looks.theme);
  const [locale, setLocale] = useState(looks.locale);
  const session = useSyncExternalStore(portal.subscribe, portal.current);
  const shared = session.phase === 'signedIn' && !session.kept;
  const timeZone = session.phase === 'signedIn' ? session.me.school.timeZone : 'UTC';
  const formats = useMemo(() => new Formats(locales.find(l => l.id === locale)?.tag ?? 'en-GB', timeZone), [locale, timeZone]);
  const value = useMemo<Looks>(
    () => ({
      theme,
      locale,
      setTheme(next) {
        if (next === 'system') delete document.documentElement.dataset['theme'];
        else document.documentElement.dataset['theme'] = next;
        if (!shared) setting.set('theme', next === 'system' ? null : next);
        setTheme(next);
      },
      setLocale(next) {
        if (!shared) setting.set('locale', next === 'en' ? null : next);
        void activate(next).then(() => setLocale(next));
      },
    }),
    [theme, locale, shared],
  );
  return (
    <PortalContext value={portal}>
      <QueryClientProvider client={portal.queryClient}>
        <LooksContext value={value}>
          {/* a new language draws every word anew */}
          <FormatsContext value={formats} key={locale}>
            {children}
          </FormatsContext>
        </LooksContext>
      </QueryClientProvider>
    </PortalContext>
  );
}
