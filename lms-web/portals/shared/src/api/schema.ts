/**
 * The shapes of the Lectern API under the names that the portals use. The build makes them from the OpenAPI document,
 * so they are what the server answers. Instants are ISO 8601 with the offset of the school's time zone; dates are
 * YYYY-MM-DD.
 */
import type { components } from './openapi';

type Schemas = components['schemas'];
export type Problem = Pick<Schemas['Problem'], 'type' | 'title' | 'status'> & Partial<Schemas['Problem']>;
export type Token = Schemas['AccessToken'];
export type Role = Schemas['Role'];
export type Me = Schemas['Me'];
export type SectionRef = Schemas['SectionName'];
export type AttendanceKind = Schemas['AttendanceKind'];
export type AttendanceCode = Schemas['AttendanceCode'];
export type AttendanceSummary = Schemas['AttendanceCounts'];
export type AttendanceCounts = Omit<AttendanceSummary, 'taken' | 'rate'>;
export type TeacherLesson = Schemas['TaughtLesson'];
export type Register = Schemas['Register'];
export type Mark = Schemas['Mark'];
/** A mark as it is kept on the device; a student without one has no code. */
export type NewMark = Omit<Mark, 'name'>;
export type RecordAttendance = Schemas['AttendanceEntry'];
export type TeacherSection = Schemas['TaughtSection'];
export type SectionStudent = Schemas['SectionStudent'];
export type StudentLesson = Schemas['AttendedLesson'];
export type StudentAttendance = Schemas['OwnAttendance'];
export type SectionGrades = Schemas['OwnGrades'];
export type Page<T> = { items: T[]; next: string | null };
