import { useSyncExternalStore } from 'react';

/** ok: the server answers. unavailable: it answers 503, its database is down. unreachable: nobody answers. */
export type Reach = 'ok' | 'unavailable' | 'unreachable';

/** What the last request found. Only requests know: `navigator.onLine` is true in a school's captive network. */
class ReachStore {
  private state: Reach = 'ok';
  private readonly listeners = new Set<() => void>();

  get = () => this.state;

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  report(state: Reach) {
    if (state === this.state) return;
    this.state = state;
    for (const listener of [...this.listeners]) listener();
  }
}

export const reach = new ReachStore();
export const useReach = () => useSyncExternalStore(reach.subscribe, reach.get);
