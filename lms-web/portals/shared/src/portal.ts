import type { QueryClient } from '@tanstack/react-query';
import { api, ApiProblem, isPassing, SignedOut } from './api/client';
import type { Me, Role } from './api/schema';
import { reach } from './api/reach';
import { keepQueries } from './keep';
import { Outbox, type Batch, type OutboxPorts } from './outbox/outbox';
import { outboxPorts } from './outbox/ports';
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

const flag = {
  get: () => {
    try {
      return localStorage.getItem(SIGNING_OUT) !== null;
    } catch {
      return false;
    }
  },
  set: (on: boolean) => {
    try {
      if (on) localStorage.setItem(SIGNING_OUT, '1');
      else localStorage.removeItem(SIGNING_OUT);
    } catch {
      // without storage there is nothing to come back to
    }
  },
};

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

  constructor(
    readonly app: 'teacher' | 'student',
    private readonly role: Role,
    onRegister: (queryClient: QueryClient, ...args: Parameters<OutboxPorts['onRegister']>) => void = () => {},
    onSent: (batch: Batch) => void = () => {},
  ) {
    this.store = new DeviceStore(`lectern-${app}`);
    this.outbox = new Outbox(outboxPorts(api, this.store, (...args) => onRegister(this.queryClient, ...args), onSent));
    this.channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('lectern');
    this.channel?.addEventListener('message', e => {
      if (e.data === 'signed-out' && this.session.phase === 'signedIn') void this.leave(false, '');
    });
    api.onSignedOut = () => {
      if (this.session.phase === 'signedIn') void this.leave(true, this.session.me.username);
    };
    api.onOtherAccount = () => location.reload();
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
    if (flag.get()) {
      try {
        await api.signOut();
        flag.set(false);
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
        if (me.accountId !== known.accountId) await this.leave(true, '');
        else await this.enter(me, true);
      } catch {
        // signed out: the client has said so already; unreachable: what is known is shown
      }
      return;
    }
    try {
      await api.refresh();
      const me = await api.get<Me>('/me');
      if (!me.roles.includes(this.role)) throw new WrongRole(me.roles);
      await this.enter(me, false);
    } catch {
      api.forget();
      this.become({ phase: 'signedOut', expired: false, username: '' });
    }
  }

  /**
   * Signs in. `shared`: others use this device too, nothing is kept on it.
   * Throws {@link ApiProblem} when the server refuses, {@link WrongRole} when the account belongs to another app.
   */
  async signIn(username: string, password: string, shared: boolean): Promise<void> {
    flag.set(false);
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

  /** Ends the session and removes everything that this device holds of it, also when the server cannot be told. */
  async signOut(): Promise<void> {
    flag.set(true);
    this.channel?.postMessage('signed-out');
    await this.leave(false, '');
    try {
      await api.signOut();
      flag.set(false);
    } catch {
      // told at the next start
    }
  }

  private async leave(expired: boolean, username: string) {
    clearInterval(this.timer);
    removeEventListener('online', this.send);
    document.removeEventListener('visibilitychange', this.send);
    this.stopKeeping();
    this.stopKeeping = () => {};
    this.outbox.close();
    this.queryClient.cancelQueries().catch(() => {});
    this.queryClient.clear();
    api.forget();
    // A session that ran out is not a wish to remove anything: marks that wait are sent after the next sign-in.
    if (!expired) {
      await this.store.keep(false);
      await this.store.purge();
    }
    this.become({ phase: 'signedOut', expired, username });
  }
}

export { ApiProblem, SignedOut, isPassing, reach };
