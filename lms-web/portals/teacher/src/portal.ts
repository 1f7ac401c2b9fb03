import { Portal } from '@lectern/shared';
import { tookRegister } from './queries';

export const portal = new Portal('teacher', 'TEACHER', tookRegister);
