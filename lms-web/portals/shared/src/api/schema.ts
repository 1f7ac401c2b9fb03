/**
 * The shapes of the Lectern API, in the form that openapi-typescript gives them, so that generated types can
 * take this file's place. Instants are ISO 8601 with the offset of the school's time zone; dates are YYYY-MM-DD.
 */
export interface components {
  schemas: {
    Problem: {
      type: string;
      title: string;
      status: number;
      detail?: string;
      instance?: string;
      errors?: { field: string; message: string }[];
    };
    Token: { accessToken: string; tokenType: 'Bearer'; expiresIn: number };
    Role: 'ADMIN' | 'TEACHER' | 'STUDENT';
    Me: {
      accountId: number;
      personId: number;
      username: string;
      name: string;
      roles: components['schemas']['Role'][];
      school: { name: string; timeZone: string };
    };
    SectionRef: { id: number; code: string; title: string };
    /** The four kinds that a school's own attendance codes are of. */
    AttendanceKind: 'PRESENT' | 'ABSENT' | 'LATE' | 'EXCUSED';
    AttendanceCode: { code: string; name: string; kind: components['schemas']['AttendanceKind'] };
    AttendanceCounts: { present: number; absent: number; late: number; excused: number };
    LessonStatus: 'SCHEDULED' | 'MOVED' | 'CANCELLED' | 'COVERED';
    TeacherRole: 'LEAD' | 'ASSISTANT' | 'SUBSTITUTE';
    RegisterState: 'NOT_TAKEN' | 'TAKEN';
    TeacherLesson: {
      id: number;
      section: components['schemas']['SectionRef'];
      group: string | null;
      startsAt: string;
      endsAt: string;
      room: string | null;
      status: components['schemas']['LessonStatus'];
      /** why it was moved, covered or cancelled; null when nobody said */
      reason: string | null;
      teacherRole: components['schemas']['TeacherRole'];
      register: { state: components['schemas']['RegisterState']; takenAt: string | null };
      rosterSize: number;
      counts: components['schemas']['AttendanceCounts'];
    };
    Mark: {
      studentId: number;
      name: string;
      /** null: not marked */
      code: string | null;
      minutesLate: number | null;
      note: string | null;
    };
    Register: {
      lesson: {
        id: number;
        section: components['schemas']['SectionRef'];
        group: string | null;
        startsAt: string;
        endsAt: string;
        room: string | null;
        status: components['schemas']['LessonStatus'];
        /** before it nothing can be recorded */
        editableFrom: string | null;
        editableUntil: string | null;
      };
      state: components['schemas']['RegisterState'];
      takenAt: string | null;
      takenBy: string | null;
      /** one per student on the roster, in the school's sort order */
      marks: components['schemas']['Mark'][];
    };
    NewMark: { studentId: number; code: string | null; minutesLate: number | null; note: string | null };
    RecordAttendance: { lessonId: number; marks: components['schemas']['NewMark'][] };
    TeacherSection: {
      id: number;
      code: string;
      title: string;
      group: string | null;
      term: string | null;
      teacherRole: components['schemas']['TeacherRole'];
      rosterSize: number;
    };
    SectionStudent: {
      studentId: number;
      name: string;
      /** codes of up to five lessons taken last, oldest first */
      recent: string[];
      counts: components['schemas']['AttendanceCounts'];
      taken: number;
      /** 0..1; null when nothing is taken */
      rate: number | null;
    };
    StudentLesson: {
      id: number;
      section: components['schemas']['SectionRef'];
      startsAt: string;
      endsAt: string;
      room: string | null;
      teacher: string | null;
      status: components['schemas']['LessonStatus'];
      /** why it was moved, covered or cancelled; null when nobody said */
      reason: string | null;
      mark: { code: string; kind: components['schemas']['AttendanceKind']; minutesLate: number | null } | null;
    };
    AttendanceSummary: components['schemas']['AttendanceCounts'] & { taken: number; rate: number | null };
    StudentAttendance: {
      overall: components['schemas']['AttendanceSummary'];
      sections: (components['schemas']['AttendanceSummary'] & { section: components['schemas']['SectionRef'] })[];
      items: {
        lessonId: number;
        section: components['schemas']['SectionRef'];
        startsAt: string;
        endsAt: string;
        code: string;
        kind: components['schemas']['AttendanceKind'];
        minutesLate: number | null;
      }[];
      next: string | null;
    };
    GradeStatus: 'GRADED' | 'PARTLY_GRADED' | 'SUBMITTED' | 'NOT_SUBMITTED' | 'EXCUSED' | 'MISSING';
    SectionGrades: {
      section: components['schemas']['SectionRef'];
      grades: {
        itemId: number;
        title: string;
        category: string | null;
        dueDate: string | null;
        maximum: number;
        points: number | null;
        /** a result in words; null when there is none */
        text: string | null;
        /** null: nothing is recorded yet */
        status: components['schemas']['GradeStatus'] | null;
        /** handed in late */
        late: boolean;
        feedback: string | null;
      }[];
    };
  };
}

type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];
export type Token = Schemas['Token'];
export type Role = Schemas['Role'];
export type Me = Schemas['Me'];
export type SectionRef = Schemas['SectionRef'];
export type AttendanceKind = Schemas['AttendanceKind'];
export type AttendanceCode = Schemas['AttendanceCode'];
export type AttendanceCounts = Schemas['AttendanceCounts'];
export type AttendanceSummary = Schemas['AttendanceSummary'];
export type TeacherLesson = Schemas['TeacherLesson'];
export type Register = Schemas['Register'];
export type Mark = Schemas['Mark'];
export type NewMark = Schemas['NewMark'];
export type RecordAttendance = Schemas['RecordAttendance'];
export type TeacherSection = Schemas['TeacherSection'];
export type SectionStudent = Schemas['SectionStudent'];
export type StudentLesson = Schemas['StudentLesson'];
export type StudentAttendance = Schemas['StudentAttendance'];
export type SectionGrades = Schemas['SectionGrades'];
export type Page<T> = { items: T[]; next: string | null };
