import { QueryClient } from '@tanstack/react-query';
import { SignedOut, isPassing } from './api/client';

const DAY = 24 * 60 * 60 * 1000;
/** Other people's data does not stay on a device longer than this. */
const KEPT_FOR = 7 * DAY;
const TRY_AGAIN_MS = 15_000;

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Only a request knows whether the server is there; what is known is shown meanwhile.
        networkMode: 'always',
        staleTime: 20_000,
        gcTime: KEPT_FOR,
        retry: (count, error) => count < 1 && isPassing(error) && !(error instanceof SignedOut),
        retryDelay: 700,
        refetchInterval: query => (query.state.status === 'error' && isPassing(query.state.error) ? TRY_AGAIN_MS : false),
        refetchOnReconnect: 'always',
      },
    },
  });
}
