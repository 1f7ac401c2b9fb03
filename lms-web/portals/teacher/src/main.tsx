import '@lectern/shared/styles.css';
import { begin } from '@lectern/shared/ui';
import { App } from './App';
import { portal } from './portal';

void begin(portal, <App />);
