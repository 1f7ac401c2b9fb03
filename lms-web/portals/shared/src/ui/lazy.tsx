import { lazy, Suspense, type ReactNode } from 'react';

/** What floats comes in its own file, loaded when the page is quiet: the first screen does not wait for it. */
const overlays = () => import('./overlays');
export const prepareOverlays = () => {
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1500));
  idle(() => void overlays());
};

const LazySheet = lazy(() => overlays().then(m => ({ default: m.Sheet })));
export const AccountMenu = lazy(() => overlays().then(m => ({ default: m.AccountMenu })));

/** A dialog at a desk, a sheet from below on a phone. */
export function Sheet({ open, ...props }: { open: boolean; onClose: () => void; title: string; children: ReactNode }) {
  return open ? (
    <Suspense>
      <LazySheet {...props} />
    </Suspense>
  ) : null;
}
