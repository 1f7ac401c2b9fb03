import { api, plusDays, useMe, type AttendanceCode, type Page, type Register, type SectionStudent, type TeacherLesson, type TeacherSection } from '@lectern/shared';
import { queryOptions, useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';

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

/**
 * Reads the registers of a day's lessons before anyone asks for them, the next ones first and one after the other: they
 * open at once, also where the connection is gone by then.
 */
export function usePrepared(lessons: readonly TeacherLesson[] | undefined, now: number) {
  const queryClient = useQueryClient();
  const latest = useRef({ lessons, now });
  latest.current = { lessons, now };
  const day = lessons?.map(l => `${l.id} ${l.status}`).join();
  useEffect(() => {
    if (day === undefined) return undefined;
    let left = false;
    const prepare = async () => {
      const held = (latest.current.lessons ?? []).filter(l => l.status !== 'CANCELLED');
      const over = (l: TeacherLesson) => Number(Date.parse(l.endsAt) <= latest.current.now);
      await Promise.all([import('./register/RegisterPage'), import('./outbox/OutboxPage'), queryClient.prefetchQuery(attendanceCodes)]);
      for (const lesson of held.sort((a, b) => over(a) - over(b))) {
        if (left) return;
        await queryClient.prefetchQuery({ ...registerOf(lesson.id), staleTime: 5 * 60_000, retry: false });
        if (lesson.teacherRole !== 'SUBSTITUTE') await queryClient.prefetchQuery({ ...studentsOf(lesson.section.id), staleTime: 5 * 60_000, retry: false });
      }
    };
    const timer = setTimeout(() => void prepare().catch(() => {}), 500);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [day, queryClient]);
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
