import { persistQueryClient, type PersistedClient, type Persister } from '@tanstack/react-query-persist-client';
import type { QueryClient } from '@tanstack/react-query';
import type { DeviceStore } from './store';

const CACHE = 'cache';
/** Long enough for the answers of one screen to be written together, short enough to be there when the page goes away. */
const TOGETHER_MS = 250;
const WEEK = 7 * 24 * 60 * 60 * 1000;

/** Restores the last known data of the account and keeps it up to date on the device. Returns how to stop. */
export async function keepQueries(queryClient: QueryClient, store: DeviceStore, accountId: number): Promise<() => void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: PersistedClient | null = null;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    if (last) void store.set(CACHE, last);
    last = null;
  };
  const persister: Persister = {
    persistClient(client) {
      last = client;
      timer ??= setTimeout(write, TOGETHER_MS);
    },
    restoreClient: () => store.get<PersistedClient>(CACHE),
    removeClient: () => store.del(CACHE),
  };
  const hidden = () => {
    if (document.visibilityState === 'hidden') write();
  };
  document.addEventListener('visibilitychange', hidden);
  addEventListener('pagehide', write);
  const [unsubscribe, restored] = persistQueryClient({
    queryClient,
    persister,
    maxAge: WEEK,
    // Data of another account, or in another shape, is not restored but removed.
    buster: `${__BUILD__}/${accountId}`,
    dehydrateOptions: {
      // What is known stays known when asking again fails.
      shouldDehydrateQuery: query => query.state.data !== undefined && query.meta?.['keep'] !== false,
    },
  });
  await restored;
  // What the device remembers is shown at once, and asked for again however fresh it was when the page went away.
  await queryClient.invalidateQueries({ refetchType: 'active' });
  return () => {
    unsubscribe();
    clearTimeout(timer);
    last = null;
    document.removeEventListener('visibilitychange', hidden);
    removeEventListener('pagehide', write);
  };
}
