import { api, plusDays, useMe, type AttendanceCode, type Page, type Register, type SectionStudent, type TeacherLesson, type TeacherSection } from '@lectern/shared';
import { queryOptions, useQueries, useQuery, type QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';

const HOUR = 3_600_000;

/** A register as the server holds it, with the tag that a change to it must name. */
export type TaggedRegister = { register: Register; etag: string };

export const lessonsOn = (date: string, staleTime = 20_000) =>
  queryOptions({
    queryKey: ['lessons', date],
    queryFn: async ({ signal }) => (await api.get<Page<TeacherLesson>>(`/teacher/lessons?date=${date}`, signal)).items,
    staleTime,
  });

export const registerOf = (lessonId: number) =>
  queryOptions({
    queryKey: ['register', lessonId],
    queryFn: async ({ signal }): Promise<TaggedRegister> => {
      const { data, etag } = await api.request<Register>(`/teacher/lessons/${lessonId}/register`, { signal });
      return { register: data, etag: etag ?? '' };
    },
  });

const attendanceCodes = queryOptions({
  queryKey: ['attendance-codes'],
  queryFn: async ({ signal }) => (await api.get<Page<AttendanceCode>>('/teacher/attendance-codes', signal)).items,
  staleTime: HOUR,
});

export const taughtSections = queryOptions({
  queryKey: ['sections'],
  queryFn: async ({ signal }) => (await api.get<Page<TeacherSection>>('/teacher/sections', signal)).items,
  staleTime: 5 * 60_000,
});

export const studentsOf = (sectionId: number) =>
  queryOptions({
    queryKey: ['section-students', sectionId],
    queryFn: async ({ signal }) => (await api.get<Page<SectionStudent>>(`/teacher/sections/${sectionId}/students`, signal)).items,
    staleTime: 60_000,
  });

/** What the server answered to marks is what it holds: every list that counts them asks anew. */
export function tookRegister(queryClient: QueryClient, register: Register, etag: string) {
  queryClient.setQueryData<TaggedRegister>(registerOf(register.lesson.id).queryKey, { register, etag });
  void queryClient.invalidateQueries({ queryKey: ['lessons'] });
  void queryClient.invalidateQueries({ queryKey: ['section-students', register.lesson.section.id], refetchType: 'none' });
}

export function useCodes() {
  const query = useQuery(attendanceCodes);
  const codes = useMemo(() => query.data ?? [], [query.data]);
  const byCode = useMemo(() => new Map(codes.map(c => [c.code, c])), [codes]);
  return { query, codes, byCode };
}

/** A hue per section, by its place in the teacher's own list, so that neighbours differ. */
export function useHues(): (sectionId: number) => number {
  const { data } = useQuery(taughtSections);
  return useMemo(() => {
    const order = new Map((data ?? []).map((s, i) => [s.id, (i % 10) + 1]));
    return id => order.get(id) ?? (id % 10) + 1;
  }, [data]);
}

const DAYS_BACK = 7;

/** Registers of the last seven days that nobody has taken, newest first; asked for after the day itself is there. */
export function useNotTaken(today: string, now: number, ready: boolean): TeacherLesson[] {
  useMe();
  const days = useMemo(() => Array.from({ length: DAYS_BACK }, (_, i) => plusDays(today, -(i + 1))), [today]);
  const past = useQueries({ queries: days.map(day => ({ ...lessonsOn(day, 10 * 60_000), enabled: ready })) });
  const present = useQuery({ ...lessonsOn(today), enabled: ready });
  return [present, ...past].flatMap(q =>
    (q.data ?? [])
      .filter(l => l.register.state === 'NOT_TAKEN' && l.status !== 'CANCELLED' && l.rosterSize > 0 && Date.parse(l.endsAt) <= now)
      .reverse(),
  );
}
