import '@lectern/shared/styles.css';
import { Portal } from '@lectern/shared';
import { begin } from '@lectern/shared/ui';
import { App } from './App';

void begin(new Portal('student', 'STUDENT'), <App />);
