import type { QueryClient } from '@tanstack/react-query';
import { api, ApiProblem, isPassing, SignedOut } from './api/client';
import type { Me, Role } from './api/schema';
import { reach } from './api/reach';
import { keepQueries } from './keep';
import { Outbox, type Batch, type OutboxPorts } from './outbox/outbox';
import { OUTBOX, outboxPorts } from './outbox/ports';
import { newQueryClient } from './query';
import { DeviceStore } from './store';

export type Session =
  | { phase: 'starting' }
  | { phase: 'signedOut'; expired: boolean; username: string }
  /** kept: this device holds the account's data, so that it works offline */
  | { phase: 'signedIn'; me: Me; kept: boolean };

/** The account has no role in this app. */
export class WrongRole extends Error {
  constructor(readonly roles: Role[]) {
    super('wrong role');
    this.name = 'WrongRole';
  }
}

const ACCOUNT = 'account';
/** Set while the server could not be told of a sign-out: its cookie must not sign anyone in again. */
const SIGNING_OUT = 'lectern.signing-out';

/** Set in a tab in which a session runs: without it, and on a device that knows nobody, there is none to go on with. */
const OPEN = 'lectern.open';

/** One bit of the browser's storage. */
const flag = (storage: () => Storage, name: string) => ({
  get: () => {
    try {
      return storage().getItem(name) !== null;
    } catch {
      return false;
    }
  },
  set: (on: boolean) => {
    try {
      if (on) storage().setItem(name, '1');
      else storage().removeItem(name);
    } catch {
      // without storage there is nothing to come back to
    }
  },
});
const signingOut = flag(() => localStorage, SIGNING_OUT);

/**
 * One app on one device: who is signed in, what is known, what waits to be sent. Life: {@link start}, then
 * {@link signIn} and {@link signOut} in turn. On a device that others use too, nothing is written to it.
 */
export class Portal {
  readonly store: DeviceStore;
  readonly queryClient: QueryClient = newQueryClient();
  readonly outbox: Outbox;
  private session: Session = { phase: 'starting' };
  private stopKeeping: () => void = () => {};
  private readonly listeners = new Set<() => void>();
  private readonly channel: BroadcastChannel | null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly open: ReturnType<typeof flag>;

  constructor(
    readonly app: 'teacher' | 'student',
    private readonly role: Role,
    onRegister: (queryClient: QueryClient, ...args: Parameters<OutboxPorts['onRegister']>) => void = () => {},
    onSent: (batch: Batch) => void = () => {},
  ) {
    this.store = new DeviceStore(`lectern-${app}`);
    this.open = flag(() => sessionStorage, `${OPEN}.${app}`);
    this.outbox = new Outbox(outboxPorts(api, this.store, (...args) => onRegister(this.queryClient, ...args), onSent));
    this.channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('lectern');
    this.channel?.addEventListener('message', e => {
      if (e.data === 'signed-out' && this.session.phase === 'signedIn') void this.leave(false, '');
    });
    api.onSignedOut = () => {
      if (this.session.phase === 'signedIn') void this.leave(true, this.session.me.username);
    };
    api.onOtherAccount = () => void this.replaced();
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  current = (): Session => this.session;

  private become(session: Session) {
    this.session = session;
    for (const listener of [...this.listeners]) listener();
  }

  /** Opens with what the device knows, if it knows anyone; else asks the server whether a session is running. */
  async start(): Promise<void> {
    if (signingOut.get()) {
      try {
        await api.signOut();
        signingOut.set(false);
      } catch {
        this.become({ phase: 'signedOut', expired: false, username: '' });
        return;
      }
    }
    const known = await this.store.get<Me>(ACCOUNT);
    if (known) {
      await this.enter(known, true);
      try {
        const me = await api.get<Me>('/me');
        // whoever signed out meanwhile stays signed out
        if (this.session.phase === 'signedIn') await this.enter(me, true);
      } catch {
        // signed out: the client has said so already; unreachable: what is known is shown
      }
      return;
    }
    if (!this.open.get()) {
      this.become({ phase: 'signedOut', expired: false, username: '' });
      return;
    }
    try {
      await api.refresh();
      const me = await api.get<Me>('/me');
      if (!me.roles.includes(this.role)) throw new WrongRole(me.roles);
      await this.enter(me, false);
    } catch {
      api.forget();
      this.open.set(false);
      this.become({ phase: 'signedOut', expired: false, username: '' });
    }
  }

  /**
   * Signs in. `shared`: others use this device too, nothing is kept on it.
   * Throws {@link ApiProblem} when the server refuses, {@link WrongRole} when the account belongs to another app.
   */
  async signIn(username: string, password: string, shared: boolean): Promise<void> {
    signingOut.set(false);
    await api.signIn(username, password);
    const me = await api.get<Me>('/me');
    if (!me.roles.includes(this.role)) {
      await api.signOut().catch(() => {});
      throw new WrongRole(me.roles);
    }
    const known = await this.store.get<Me>(ACCOUNT);
    if (shared || (known && known.accountId !== me.accountId)) {
      await this.store.del(ACCOUNT);
      await this.store.del('cache');
    }
    await this.enter(me, !shared);
  }

  private async enter(me: Me, kept: boolean): Promise<void> {
    const again = this.session.phase === 'signedIn' && this.session.me.accountId === me.accountId;
    if (!again) {
      api.expect(me.accountId);
      this.open.set(true);
      await this.store.keep(kept);
      if (kept) this.stopKeeping = await keepQueries(this.queryClient, this.store, me.accountId);
      await this.outbox.open(me.accountId);
      this.watch();
    }
    if (kept) await this.store.set(ACCOUNT, me);
    this.become({ phase: 'signedIn', me, kept });
    void this.send();
  }

  /** Sends what waits, now and whenever there is new reason to think that it would arrive. */
  private watch() {
    clearInterval(this.timer);
    this.timer = setInterval(() => void this.send(), 10_000);
    addEventListener('online', this.send);
    document.addEventListener('visibilitychange', this.send);
  }

  send = async (): Promise<void> => {
    if (this.outbox.list().some(b => b.state === 'waiting')) await this.outbox.drain();
  };

  /** Someone else has signed in, in another tab or in the other app: the server knows this session no longer. */
  private async replaced() {
    const session = this.session;
    if (session.phase !== 'signedIn') return;
    const known = await this.store.get<Me>(ACCOUNT);
    if (known && known.accountId !== session.me.accountId) location.reload();
    else if (this.session === session) await this.leave(true, session.me.username);
  }

  /** Ends the session and removes everything that this device holds of it, also when the server cannot be told. */
  async signOut(): Promise<void> {
    signingOut.set(true);
    this.channel?.postMessage('signed-out');
    await this.leave(false, '');
    try {
      await api.signOut();
      signingOut.set(false);
    } catch {
      // told at the next start
    }
  }

  private async leave(expired: boolean, username: string) {
    const accountId = this.session.phase === 'signedIn' ? this.session.me.accountId : null;
    clearInterval(this.timer);
    removeEventListener('online', this.send);
    document.removeEventListener('visibilitychange', this.send);
    this.stopKeeping();
    this.stopKeeping = () => {};
    this.outbox.close();
    this.queryClient.cancelQueries().catch(() => {});
    this.queryClient.clear();
    api.forget();
    this.open.set(false);
    // A session that ran out is not a wish to remove anything: marks that wait are sent after the next sign-in.
    if (!expired) {
      await this.store.keep(false);
      // What a colleague has marked on this device and could not send yet is not this account's to remove.
      await this.store.purge((key, value) => key.startsWith(OUTBOX) && (value as Batch).accountId !== accountId);
    }
    this.become({ phase: 'signedOut', expired, username });
  }
}

export { ApiProblem, SignedOut, isPassing, reach };
