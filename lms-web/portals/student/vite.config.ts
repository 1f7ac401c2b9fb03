import { portal } from '../vite.base.ts';

export default portal('student');
