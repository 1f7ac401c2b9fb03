// The service worker of an app: keeps all of its files on the device, so that it opens without a network.
import { CacheFirst, ExpirationPlugin, Serwist, type PrecacheEntry } from 'serwist';

/** `teacher` or `student`; set by the build. */
declare const __APP__: string;
/** All files of the app; set by the build. */
declare const __FILES__: PrecacheEntry[];

new Serwist({
  precacheEntries: __FILES__,
  precacheOptions: {
    navigateFallback: `/${__APP__}/index.html`,
    navigateFallbackAllowlist: [new RegExp(`^/${__APP__}/`)],
    cleanupOutdatedCaches: true,
  },
  // a newer version waits until the user wants it, or has left
  skipWaiting: false,
  // the first visit is a visit like any other: what it has not asked for yet is there without a network
  clientsClaim: true,
  runtimeCaching: [
    {
      matcher: ({ url }) => url.pathname.endsWith('.woff2'),
      handler: new CacheFirst({ cacheName: 'fonts', plugins: [new ExpirationPlugin({ maxEntries: 12, maxAgeFrom: 'last-used' })] }),
    },
  ],
}).addEventListeners();
