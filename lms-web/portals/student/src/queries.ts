import { api, type Page, type SectionGrades, type StudentAttendance, type StudentLesson } from '@lectern/shared';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

const PAGE = 30;

export const lessonsOn = (date: string) =>
  queryOptions({
    queryKey: ['lessons', date],
    queryFn: async ({ signal }) => (await api.get<Page<StudentLesson>>(`/student/lessons?from=${date}&to=${date}`, signal)).items,
  });

export const attendance = infiniteQueryOptions({
  queryKey: ['attendance'],
  queryFn: ({ pageParam, signal }) =>
    api.get<StudentAttendance>(`/student/attendance?limit=${PAGE}${pageParam ? `&after=${encodeURIComponent(pageParam)}` : ''}`, signal),
  initialPageParam: '',
  getNextPageParam: page => page.next,
});

export const grades = queryOptions({
  queryKey: ['grades'],
  queryFn: async ({ signal }) => (await api.get<Page<SectionGrades>>('/student/grades', signal)).items,
});
