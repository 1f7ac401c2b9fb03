import type { Problem, Token } from './schema';
import { reach } from './reach';

/** What the server refused, as RFC 9457 tells it. */
export class ApiProblem extends Error {
  constructor(
    readonly problem: Problem,
    /** seconds to wait, from Retry-After */
    readonly retryAfter: number | null = null,
  ) {
    super(problem.title);
    this.name = 'ApiProblem';
  }
  get status() {
    return this.problem.status;
  }
  /** the last part of the problem's type: `invalid-credentials` */
  get slug() {
    return this.problem.type.split('/').pop() ?? '';
  }
}

/** No answer at all: no network, or no server behind it. */
export class Unreachable extends Error {
  constructor() {
    super('unreachable');
    this.name = 'Unreachable';
  }
}

/** The session is over; only signing in helps. */
export class SignedOut extends Error {
  constructor() {
    super('signed out');
    this.name = 'SignedOut';
  }
}

/** Worth trying again by itself: nobody answered, or the server asked for patience. */
export const isPassing = (e: unknown) =>
  e instanceof Unreachable || (e instanceof ApiProblem && (e.status === 429 || (e.status >= 500 && e.status !== 501)));

export type Answer<T> = { data: T; etag: string | null };
type Options = { method?: string; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal; keepalive?: boolean };

const TIMEOUT_MS = 15_000;

/** Whose token it is; read, not trusted: the server checks. */
function subjectOf(token: string): string {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    return String((JSON.parse(atob(payload)) as { sub?: unknown }).sub ?? '');
  } catch {
    return '';
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const retryAfter = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  let problem: Partial<Problem> = {};
  if (response.headers.get('Content-Type')?.includes('json')) {
    problem = await response.json().catch(() => ({}));
  }
  return new ApiProblem(
    { ...problem, type: problem.type ?? 'about:blank', title: problem.title ?? '', status: problem.status ?? response.status },
    Number.isNaN(retryAfter) ? null : retryAfter,
  );
}

async function send(path: string, options: Options, token: string | null): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (token) headers['Authorization'] = `Bearer ${token}`;
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(`/api${path}`, {
      method: options.method ?? 'GET',
      headers,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
      credentials: 'same-origin',
      cache: 'no-store',
      keepalive: options.keepalive ?? false,
    });
    // A gateway with nothing behind it answers with its own page: that is no answer of ours.
    const foreign = response.status >= 502 && response.status <= 504 && !response.headers.get('Content-Type')?.includes('json');
    reach.report(foreign ? 'unreachable' : response.status === 503 ? 'unavailable' : 'ok');
    if (foreign) throw new Unreachable();
    return response;
  } catch (e) {
    if (e instanceof Unreachable) throw e;
    if (options.signal?.aborted) throw e;
    reach.report('unreachable');
    throw new Unreachable();
  }
}

/**
 * Calls the API for one signed-in person. The access token lives in this object only; the refresh token is an
 * HttpOnly cookie that scripts never see.
 */
export class ApiClient {
  private token: string | null = null;
  private subject: string | null = null;
  private refreshing: Promise<void> | null = null;
  /** called when the server says that the session is over */
  onSignedOut: () => void = () => {};
  /** called when someone else signed in, in another tab or app: the cookie is theirs now */
  onOtherAccount: () => void = () => {};

  async signIn(username: string, password: string): Promise<void> {
    const response = await send('/auth/login', { method: 'POST', body: { username, password } }, null);
    if (!response.ok) throw await problemOf(response);
    this.subject = null;
    this.take((await response.json()) as Token);
  }

  async acceptInvitation(token: string, password: string): Promise<void> {
    const response = await send('/auth/invitations/accept', { method: 'POST', body: { token, password } }, null);
    if (!response.ok) throw await problemOf(response);
  }

  /** Ends the session. Throws {@link Unreachable} when the server could not be told. */
  async signOut(): Promise<void> {
    await this.inTurn(async () => {
      this.forget();
      const response = await send('/auth/logout', { method: 'POST' }, null);
      if (!response.ok && response.status !== 401) throw await problemOf(response);
    });
  }

  /** From now on only this account's tokens are taken: what waits for one person must not leave in another's name. */
  expect(accountId: number) {
    this.subject = String(accountId);
  }

  /** Forgets the access token and whose it was. */
  forget() {
    this.token = null;
    this.subject = null;
  }

  private take({ accessToken }: Token) {
    const subject = subjectOf(accessToken);
    if (this.subject !== null && subject !== this.subject) {
      this.forget();
      this.onOtherAccount();
      throw new SignedOut();
    }
    this.token = accessToken;
    this.subject = subject;
  }

  /**
   * A new access token for the refresh cookie. All callers share one request, and other tabs wait for their turn:
   * the cookie changes with each use, and an old one is refused.
   */
  refresh(): Promise<void> {
    this.refreshing ??= this.refreshOnce().finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  private refreshOnce(): Promise<void> {
    return this.inTurn(async () => {
      const response = await send('/auth/refresh', { method: 'POST' }, null);
      if (response.status === 401 || response.status === 403) {
        this.token = null;
        throw new SignedOut();
      }
      if (!response.ok) throw await problemOf(response);
      this.take((await response.json()) as Token);
    });
  }

  /** One after the other, in all tabs: an answer that comes late would bring a cookie back that is gone, or an old one. */
  private async inTurn(change: () => Promise<void>): Promise<void> {
    if (navigator.locks) await navigator.locks.request('lectern-refresh', change);
    else await change();
  }

  async request<T>(path: string, options: Options = {}): Promise<Answer<T>> {
    try {
      if (!this.token) await this.refresh();
      let response = await send(path, options, this.token);
      if (response.status === 401) {
        await this.refresh();
        response = await send(path, options, this.token);
      }
      if (!response.ok) throw await problemOf(response);
      const data = response.status === 204 ? undefined : await response.json();
      return { data: data as T, etag: response.headers.get('ETag') };
    } catch (e) {
      if (e instanceof SignedOut) this.onSignedOut();
      throw e;
    }
  }

  async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return (await this.request<T>(path, { signal })).data;
  }
}

export const api = new ApiClient();
