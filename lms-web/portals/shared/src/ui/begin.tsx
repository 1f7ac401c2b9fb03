import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { dress, PortalProvider } from '../context';
import type { Portal } from '../portal';
import { Boundary } from './Boundary';
import { Gate } from './Gate';
import { Toasts } from './toasts';

/** Starts an app. */
export async function begin(portal: Portal, app: ReactNode) {
  const looks = await dress();
  const root = document.getElementById('root');
  if (!root) return;
  void portal.start();
  createRoot(root).render(
    <StrictMode>
      <PortalProvider portal={portal} looks={looks}>
        <Boundary>
          <BrowserRouter basename={`/${portal.app}`}>
            <Gate>{app}</Gate>
          </BrowserRouter>
        </Boundary>
        <Toasts />
      </PortalProvider>
    </StrictMode>,
  );
  if (import.meta.env.PROD && 'serviceWorker' in navigator) {
    const later = () => void import('../worker/install').then(worker => worker.install()).catch(() => {});
    if (document.readyState === 'complete') later();
    else addEventListener('load', later, { once: true });
  }
}
