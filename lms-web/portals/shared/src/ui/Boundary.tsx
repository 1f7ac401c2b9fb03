import { Component, type ReactNode } from 'react';
import { t } from '../i18n';
import { EmptyState } from './states';

/** Stands in for a screen that broke, or whose code could not be fetched: words and a way on, instead of an empty page. */
export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main className="grid min-h-dvh place-items-center">
        <EmptyState
          page
          title={t('problem.broken')}
          actions={
            <button type="button" className="btn main" onClick={() => location.reload()}>
              {t('update.reload')}
            </button>
          }
        >
          {t('problem.unknown')}
        </EmptyState>
      </main>
    );
  }
}
