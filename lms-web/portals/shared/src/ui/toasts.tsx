import { Undo2, X } from './icons';
import { useEffect, useSyncExternalStore } from 'react';
import { t } from '../i18n';

type Toast = { id: number; text: string; undo?: () => void; action?: { label: string; run: () => void } };

const SHOWN_MS = 8000;
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const change = (next: readonly Toast[]) => {
  toasts = next;
  for (const listener of [...listeners]) listener();
};

/** Says what was done, for eight seconds, politely; with undo where it can be undone. A newer one replaces it. */
export function toast(text: string, options: Omit<Toast, 'id' | 'text'> = {}) {
  change([{ id: nextId++, text, ...options }]);
}

function One({ toast: one }: { toast: Toast }) {
  const close = () => change(toasts.filter(x => x.id !== one.id));
  useEffect(() => {
    if (one.action) return undefined;
    const timer = setTimeout(close, SHOWN_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div className="toast">
      <span>{one.text}</span>
      {one.undo && (
        <button
          type="button"
          className="u"
          onClick={() => {
            one.undo?.();
            close();
          }}
        >
          <Undo2 className="i flip" size={16} aria-hidden />
          {t('action.undo')}
        </button>
      )}
      {one.action && (
        <button type="button" className="u" onClick={one.action.run}>
          {one.action.label}
        </button>
      )}
      <button type="button" className={`u x`} aria-label={t('action.close')} onClick={close}>
        <X className="i" size={16} aria-hidden />
      </button>
    </div>
  );
}

export function Toasts() {
  const shown = useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(one => (
        <One key={one.id} toast={one} />
      ))}
    </div>
  );
}
