import { Serwist } from '@serwist/window';
import { t } from '../i18n';
import { toast } from '../ui/toasts';

/** Looks after the service worker: installs it, and offers a newer version without taking the page away. */
export async function install() {
  const scope = import.meta.env.BASE_URL;
  const worker = new Serwist(`${scope}sw.js`, { scope });
  worker.addEventListener('waiting', () => {
    // also when the user wants it in another tab: the old version's files are gone then
    worker.addEventListener('controlling', () => location.reload());
    toast(t('update.ready'), { action: { label: t('update.reload'), run: () => worker.messageSkipWaiting() } });
  });
  await worker.register();
}
