import { CircleAlert, Eye, EyeOff } from './icons';
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { api, ApiProblem, Unreachable } from '../api/client';
import { usePortal, useSession } from '../context';
import { t } from '../i18n';
import { WrongRole } from '../portal';
import { Logo } from './bits';
import { Poster } from './Poster';
import { wordsOf } from './states';

const MIN_PASSWORD = 8;

function messageOf(error: unknown, app: 'teacher' | 'student'): ReactNode {
  if (error instanceof WrongRole) {
    const other = app === 'teacher' ? 'student' : 'teacher';
    const fits = error.roles.includes(app === 'teacher' ? 'STUDENT' : 'TEACHER');
    return (
      <>
        {t(app === 'teacher' ? 'signIn.notTeacher' : 'signIn.notStudent')}{' '}
        {fits && (
          <a className="link" href={`/${other}/`}>
            {t(other === 'teacher' ? 'signIn.goTeacher' : 'signIn.goStudent')}
          </a>
        )}
      </>
    );
  }
  if (error instanceof ApiProblem) {
    if (error.slug === 'invalid-credentials' || error.status === 401) return t('signIn.wrong');
    if (error.status === 429) return t('signIn.tooMany', { minutes: Math.max(1, Math.ceil((error.retryAfter ?? 60) / 60)) });
  }
  if (error instanceof Unreachable) return t('signIn.unreachable');
  return wordsOf(error).detail;
}

function Frame({ title, sub, children }: { title: string; sub?: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Lectern`;
  }, [title]);
  return (
    <div className="signin">
      <main className="form">
        <div className="row d-only">
          <span className="brand m-0! p-0!">
            <Logo size={26} /> Lectern
          </span>
        </div>
        {children}
        <p className="d-only text-xs text-ink-3">Lectern {__VERSION__}</p>
      </main>
      <Poster />
      <span className="sr">{sub}</span>
    </div>
  );
}

function Alert({ children, tone = '' }: { children: ReactNode; tone?: string }) {
  return (
    <div className={`alert ${tone}`}>
      <CircleAlert className="i" size={18} aria-hidden />
      <div className="grow">{children}</div>
    </div>
  );
}

function PasswordField({ label, value, onChange, autoComplete, error, invalid }: { label: string; value: string; onChange: (v: string) => void; autoComplete: string; error?: string; invalid?: boolean }) {
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className={error || invalid ? 'field bad' : 'field'}>
      <label htmlFor={id}>{label}</label>
      <span className="with-button">
        <input
          id={id}
          className="in"
          type={shown ? 'text' : 'password'}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          required
          value={value}
          onChange={e => onChange(e.target.value)}
          aria-invalid={error || invalid ? true : undefined}
          aria-describedby={error ? `${id}-help` : undefined}
        />
        <button type="button" aria-label={shown ? t('signIn.hidePassword') : t('signIn.showPassword')} aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? <EyeOff className="i" size={20} aria-hidden /> : <Eye className="i" size={20} aria-hidden />}
        </button>
      </span>
      {error && (
        <span className="bad-help" id={`${id}-help`}>
          <CircleAlert className="i" size={14} aria-hidden />
          {error}
        </span>
      )}
    </div>
  );
}

function SignIn() {
  const portal = usePortal();
  const session = useSession();
  const location = useLocation();
  const id = useId();
  const expired = session.phase === 'signedOut' && session.expired;
  const [username, setUsername] = useState(
    () => (session.phase === 'signedOut' ? session.username : '') || ((location.state as { username?: string } | null)?.username ?? ''),
  );
  const [password, setPassword] = useState('');
  const [shared, setShared] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const accepted = (location.state as { accepted?: boolean } | null)?.accepted === true;
  const alert = useRef<HTMLDivElement>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await portal.signIn(username.trim(), password, shared);
    } catch (e) {
      setError(e);
      setBusy(false);
      requestAnimationFrame(() => alert.current?.focus());
    }
  }

  const wrong = error instanceof ApiProblem && error.status === 401;
  return (
    <Frame title={t('signIn.title')}>
      <form onSubmit={e => void submit(e)}>
        <div className="mb-2">
          <h1>{t('signIn.title')}</h1>
          <p className="mt-1 text-ink-2">{t(portal.app === 'teacher' ? 'signIn.forTeachers' : 'signIn.forStudents')}</p>
        </div>
        <div role="alert" ref={alert} tabIndex={-1} className="empty:hidden">
          {error != null && <Alert>{messageOf(error, portal.app)}</Alert>}
        </div>
        {expired && error == null && <Alert tone="warn">{t('signIn.expired')}</Alert>}
        {accepted && error == null && <Alert tone="warn">{t('invitation.accepted')}</Alert>}
        <div className={wrong ? 'field bad' : 'field'}>
          <label htmlFor={id}>{t('signIn.username')}</label>
          <input
            id={id}
            className="in"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            required
            value={username}
            onChange={e => setUsername(e.target.value)}
            aria-invalid={wrong || undefined}
          />
        </div>
        <PasswordField label={t('signIn.password')} value={password} onChange={setPassword} autoComplete="current-password" invalid={wrong} />
        <label className="check">
          <input type="checkbox" checked={shared} onChange={e => setShared(e.target.checked)} />
          <span>
            {t('signIn.shared')}
            <small>{t('signIn.sharedHelp')}</small>
          </span>
        </label>
        <button type="submit" className="btn main xl wide" aria-busy={busy}>
          {busy && <span className="spin" aria-hidden="true" />}
          {t('signIn.submit')}
        </button>
        <p className="text-center text-sm text-ink-3">{t('signIn.help')}</p>
      </form>
    </Frame>
  );
}

function Invitation() {
  const navigate = useNavigate();
  const location = useLocation();
  // In the fragment, which no server sees; read once and taken out of the address, so that it stays in no history.
  const [token] = useState(() => location.hash.slice(1));
  const [password, setPassword] = useState('');
  const [repeat, setRepeat] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }, []);
  const short = password.length < MIN_PASSWORD;
  const differs = password !== repeat;
  const field = error instanceof ApiProblem ? error.problem.errors?.find(e => e.field === 'password')?.message : undefined;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (busy || short || differs) return;
    setBusy(true);
    setError(null);
    try {
      await api.acceptInvitation(token, password);
      void navigate('/', { replace: true, state: { accepted: true } });
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  }

  return (
    <Frame title={t('invitation.title')}>
      <form onSubmit={e => void submit(e)} noValidate>
        <div className="mb-2">
          <h1>{t('invitation.title')}</h1>
          <p className="mt-1 text-ink-2">{t('invitation.sub')}</p>
        </div>
        <div role="alert" className="empty:hidden">
          {!token && <Alert>{t('invitation.noToken')}</Alert>}
          {error != null && !field && <Alert>{wordsOf(error).detail}</Alert>}
        </div>
        <PasswordField
          label={t('invitation.password')}
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          error={tried && short ? t('invitation.short', { count: MIN_PASSWORD }) : field}
        />
        <PasswordField
          label={t('invitation.repeat')}
          value={repeat}
          onChange={setRepeat}
          autoComplete="new-password"
          error={tried && !short && differs ? t('invitation.differs') : undefined}
        />
        <button type="submit" className="btn main xl wide" disabled={!token} aria-busy={busy}>
          {busy && <span className="spin" aria-hidden="true" />}
          {t('invitation.submit')}
        </button>
        <p className="text-center text-sm text-ink-3">{t('signIn.help')}</p>
      </form>
    </Frame>
  );
}

/** Shows the app to who is signed in, and the way in to who is not. */
export function Gate({ children }: { children: ReactNode }) {
  const session = useSession();
  const location = useLocation();
  if (/^\/invitation\/?$/.test(location.pathname)) return <Invitation />;
  if (session.phase === 'starting') {
    return (
      <div className="app" aria-busy="true">
        <span className="sr" role="status">
          {t('state.loading')}
        </span>
      </div>
    );
  }
  return session.phase === 'signedIn' ? <>{children}</> : <SignIn />;
}
