import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connect, Plugin } from 'vite';

/**
 * A small school that answers as the API does, for work on the portals without a server. It is a part of
 * `vite dev` and `vite preview` only. MOCK_NOW sets its clock. POST /api/mock {down: "503" | "gone" | "", etag: true}
 * lets the database or the server be away, or someone else change every register.
 */
type Kind = 'PRESENT' | 'ABSENT' | 'LATE' | 'EXCUSED';
type Mark = { studentId: number; name: string; code: string | null; minutesLate: number | null; note: string | null };

const NAMES =
  'Yusuf Abdi,Freya Albrecht,Aïcha Benali,Noah Bennett,Luca Castellano,Anika Chowdhury,Hugo Delacroix,Signe Eriksen,Maya Fairweather,Conor Gallagher,Dariush Hashemi,Inés Ibarra,Łucja Jankowska,Eitan Kaplan,Oskar Kowalczyk,Tilda Lindqvist,Thandi Mbeki,Haru Nakamura,Linh Nguyễn,Chidi Okonjo,Sunna Ólafsdóttir,Mila Petrova,Rafael Quintero,Jonas Rasmussen,Emi Sato,Amelia Thornbury-Okafor,Bence Varga,George Whitlock'.split(
    ',',
  );
const CODES: { code: string; name: string; kind: Kind }[] = [
  { code: 'P', name: 'Present', kind: 'PRESENT' },
  { code: 'A', name: 'Absent', kind: 'ABSENT' },
  { code: 'L', name: 'Late', kind: 'LATE' },
  { code: 'E', name: 'Excused', kind: 'EXCUSED' },
];
const SECTIONS = [
  { id: 1, code: 'MA10A', title: 'Mathematics', group: '10-A', size: 28 },
  { id: 2, code: 'MA9B', title: 'Mathematics', group: '9-B', size: 27 },
  { id: 3, code: 'MA8C', title: 'Mathematics', group: '8-C', size: 26 },
  { id: 4, code: 'FM11X', title: 'Further Maths', group: '11-X', size: 14 },
  { id: 5, code: 'ST12S', title: 'Statistics', group: '12-S', size: 19 },
];
const COURSES = ['English', 'History', 'Mathematics', 'Chemistry', 'French', 'Geography'];
const PLAN: [section: number, start: string, end: string, room: string, status: string, role: string][] = [
  [2, '08:10', '08:55', '214', 'SCHEDULED', 'LEAD'],
  [5, '09:00', '09:45', '214', 'SCHEDULED', 'LEAD'],
  [1, '09:50', '10:35', '214', 'SCHEDULED', 'LEAD'],
  [4, '10:55', '11:40', 'Lab 2', 'COVERED', 'SUBSTITUTE'],
  [4, '11:45', '12:30', '118', 'MOVED', 'LEAD'],
  [3, '13:20', '14:05', '214', 'CANCELLED', 'LEAD'],
  [2, '14:10', '14:55', '214', 'SCHEDULED', 'LEAD'],
];
const CLOCK_OFFSET = process.env['MOCK_NOW'] ? Date.parse(process.env['MOCK_NOW']) - Date.now() : 0;
const now = () => Date.now() + CLOCK_OFFSET;
const iso = (day: string, time: string) => `${day}T${time}:00Z`;
const roster = (size: number) => NAMES.slice(0, size).map((name, i) => ({ studentId: 100 + i, name }));
const recentOf = (i: number) => (i === 16 ? 'APPAP' : i === 6 ? 'PAPPA' : i === 11 ? 'PPPEP' : i === 14 || i === 22 ? 'PPPLP' : i === 20 ? 'PEPPP' : 'PPPPP').split('');

const registers = new Map<number, { version: number; marks: Mark[]; takenAt: string | null }>();
const replies = new Map<string, unknown>();
let down = '';

function lessonsOf(day: string) {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return [];
  const base = Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) * 10;
  return PLAN.map(([sectionId, start, end, room, status, teacherRole], i) => {
    const s = SECTIONS.find(x => x.id === sectionId)!;
    const held = status === 'CANCELLED' && day !== new Date(now()).toISOString().slice(0, 10);
    return { id: base + i, s, startsAt: iso(day, start), endsAt: iso(day, end), room, status: held ? 'SCHEDULED' : status, teacherRole };
  });
}

const lessonBy = (id: number) => lessonsOf(new Date(Math.floor(id / 10) * 86_400_000).toISOString().slice(0, 10)).find(l => l.id === id);

function registerOf(lesson: NonNullable<ReturnType<typeof lessonBy>>) {
  let r = registers.get(lesson.id);
  if (!r) {
    const today = lesson.startsAt.slice(0, 10) === new Date(now()).toISOString().slice(0, 10);
    const past = Date.parse(lesson.endsAt) < now();
    const skipped = !today && lesson.s.id === 3 && new Date(lesson.startsAt).getUTCDay() === 1;
    const filled = past && !skipped && lesson.status !== 'CANCELLED';
    r = {
      version: filled ? 1 : 0,
      takenAt: filled ? lesson.startsAt : null,
      marks: roster(lesson.s.size).map((st, i) => ({ ...st, code: filled ? (i === 3 && lesson.s.id === 2 ? 'A' : 'P') : null, minutesLate: null, note: null })),
    };
    registers.set(lesson.id, r);
  }
  return r;
}

const countsOf = (marks: Mark[]) => {
  const of = (kind: Kind) => marks.filter(m => CODES.find(c => c.code === m.code)?.kind === kind).length;
  return { present: of('PRESENT'), absent: of('ABSENT'), late: of('LATE'), excused: of('EXCUSED') };
};

function registerJson(id: number) {
  const lesson = lessonBy(id)!;
  const r = registerOf(lesson);
  const { s, startsAt, endsAt, room, status } = lesson;
  return {
    etag: `"${r.version}"`,
    body: {
      lesson: { id, section: { id: s.id, code: s.code, title: s.title }, group: s.group, startsAt, endsAt, room, status, editableFrom: new Date(Date.parse(startsAt) - 600_000).toISOString(), editableUntil: new Date(Date.parse(startsAt) + 14 * 86_400_000).toISOString() },
      state: r.takenAt ? 'TAKEN' : 'NOT_TAKEN',
      takenAt: r.takenAt,
      takenBy: r.takenAt ? 'Ines Calder' : null,
      marks: r.marks,
    },
  };
}

const accountOf = (role: string | null) => (role === 'TEACHER' ? 2 : 3);
const token = (role: string | null) => `x.${Buffer.from(JSON.stringify({ sub: String(accountOf(role)) })).toString('base64url')}.x`;

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? '', 'http://localhost');
  const path = url.pathname.slice('/api'.length);
  let text = '';
  for await (const chunk of req) text += String(chunk);
  const body = text ? (JSON.parse(text) as Record<string, unknown>) : {};
  const json = (status: number, data?: unknown, headers: Record<string, string> = {}) => {
    res.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    res.end(data === undefined ? undefined : JSON.stringify(data));
  };
  const problem = (status: number, slug: string, title: string, detail = '', headers: Record<string, string> = {}) => {
    res.writeHead(status, { 'Content-Type': 'application/problem+json', ...headers });
    res.end(JSON.stringify({ type: `https://lectern.org/problems/${slug}`, title, status, detail, instance: path }));
  };
  if (path === '/mock') {
    if ('down' in body) down = String(body['down']);
    if (body['etag']) {
      for (const r of registers.values()) {
        r.version++;
        r.takenAt = new Date(now()).toISOString();
        for (const [id, code] of Object.entries((body['marks'] ?? {}) as Record<string, string>)) {
          const m = r.marks.find(x => x.studentId === Number(id));
          if (m) m.code = code;
        }
      }
    }
    return json(204);
  }
  if (down === 'gone') return void req.socket.destroy();
  if (down === '503') return problem(503, 'unavailable', 'The database does not answer', '', { 'Retry-After': '5' });
  const cookie = /lectern_refresh=(TEACHER|STUDENT)/.exec(req.headers.cookie ?? '')?.[1];
  let role = cookie === 'TEACHER' || cookie === 'STUDENT' ? cookie : null;
  const sets = (value: string) => ({ 'Set-Cookie': `lectern_refresh=${value}; HttpOnly; SameSite=Strict; Path=/api` });
  if (path === '/auth/login') {
    if (!['teacher', 'student'].includes(String(body['username'])) || body['password'] !== 'lectern-demo') return problem(401, 'invalid-credentials', 'User name or password is wrong');
    role = body['username'] === 'teacher' ? 'TEACHER' : 'STUDENT';
    return json(200, { accessToken: token(role), tokenType: 'Bearer', expiresIn: 900 }, sets(role));
  }
  if (path === '/auth/refresh') return role ? json(200, { accessToken: token(role), tokenType: 'Bearer', expiresIn: 900 }) : problem(401, 'invalid-refresh-token', 'Sign in again');
  if (path === '/auth/logout') return json(204, undefined, sets(''));
  if (path === '/auth/invitations/accept') return String(body['token']) === 'bad' ? problem(422, 'invitation-expired', 'This invitation has expired', 'Ask the school office for a new link.') : json(204);
  if (!role || !req.headers.authorization) return problem(401, 'unauthorized', 'Sign in');
  if (path === '/me') {
    const teacher = role === 'TEACHER';
    return json(200, { accountId: accountOf(role), personId: teacher ? 11 : 10, username: teacher ? 'teacher' : 'student', name: teacher ? 'Ines Calder' : 'Maya Fairweather', roles: [role], school: { name: 'Marlowe Park School', timeZone: 'Europe/London' } });
  }
  if (path === '/teacher/attendance-codes') return json(200, { items: CODES, next: null });
  if (path === '/teacher/lessons') {
    const day = url.searchParams.get('date') ?? new Date(now()).toISOString().slice(0, 10);
    const items = lessonsOf(day).map(l => {
      const r = registerOf(l);
      return { id: l.id, section: { id: l.s.id, code: l.s.code, title: l.s.title }, group: l.s.group, startsAt: l.startsAt, endsAt: l.endsAt, room: l.room, status: l.status, reason: l.status === 'CANCELLED' ? 'Year 8 at the museum' : null, teacherRole: l.teacherRole, register: { state: r.takenAt ? 'TAKEN' : 'NOT_TAKEN', takenAt: r.takenAt }, rosterSize: l.s.size, counts: countsOf(r.marks) };
    });
    return json(200, { items, next: null });
  }
  if (path === '/teacher/sections') return json(200, { items: SECTIONS.map(s => ({ id: s.id, code: s.code, title: s.title, group: s.group, term: 'Autumn 2026', teacherRole: 'LEAD', rosterSize: s.size })), next: null });
  const students = /^\/teacher\/sections\/(\d+)\/students$/.exec(path);
  if (students) {
    const s = SECTIONS.find(x => x.id === Number(students[1]));
    if (!s) return problem(404, 'not-found', 'No such section');
    const items = roster(s.size).map((st, i) => {
      const recent = recentOf(i);
      const absent = recent.filter(c => c === 'A').length;
      const late = recent.filter(c => c === 'L').length;
      const excused = recent.filter(c => c === 'E').length;
      return { ...st, recent, counts: { present: 55 - absent - late - excused, absent, late, excused }, taken: 55, rate: (55 - absent - excused) / (55 - excused) };
    });
    return json(200, { items, next: null });
  }
  const register = /^\/teacher\/lessons\/(\d+)\/register$/.exec(path);
  if (register) {
    if (!lessonBy(Number(register[1]))) return problem(404, 'not-found', 'No such lesson', 'This lesson is not one of yours.');
    const r = registerJson(Number(register[1]));
    return json(200, r.body, { ETag: r.etag });
  }
  if (path === '/attendance') {
    const lesson = lessonBy(Number(body['lessonId']));
    if (!lesson) return problem(404, 'not-found', 'No such lesson');
    const key = String(req.headers['idempotency-key'] ?? '');
    const r = registerOf(lesson);
    if (!replies.has(key)) {
      if (!req.headers['if-match']) return problem(428, 'precondition-required', 'If-Match is missing');
      if (req.headers['if-match'] !== `"${r.version}"`) return problem(412, 'stale', 'The register has changed');
      for (const m of body['marks'] as Mark[]) {
        if (!CODES.some(c => c.code === m.code)) return problem(422, 'unknown-attendance-code', 'There is no such code', `The school has no code ${String(m.code)}.`);
        const is = r.marks.find(x => x.studentId === m.studentId);
        if (!is) return problem(422, 'student-not-on-roster', 'A student is not on the roster');
        Object.assign(is, { code: m.code, minutesLate: m.minutesLate, note: m.note });
      }
      r.version++;
      r.takenAt = new Date(now()).toISOString();
      replies.set(key, true);
    }
    const after = registerJson(lesson.id);
    return json(200, after.body, { ETag: after.etag });
  }
  const studentSection = (i: number) => ({ id: 20 + i, code: `C${i}`, title: COURSES[i % COURSES.length]! });
  if (path === '/student/lessons') {
    const day = url.searchParams.get('from') ?? new Date(now()).toISOString().slice(0, 10);
    const teachers = ['Ruth Hartley', 'Petr Novák', 'Ines Calder', 'Lena Brandt', 'Paul Laurent', 'Efua Mensah'];
    const rooms = ['106', '109', '214', 'Lab 1', '119', '112'];
    const times = [PLAN[0], PLAN[1], PLAN[2], PLAN[4], PLAN[5], PLAN[6]].map(p => p!);
    const items = lessonsOf(day).length === 0 ? [] : times.map((p, i) => ({ id: 900 + i, section: studentSection(i), startsAt: iso(day, p[1]), endsAt: iso(day, p[2]), room: rooms[i], teacher: teachers[i], status: i === 4 ? 'MOVED' : 'SCHEDULED', reason: null, mark: Date.parse(iso(day, p[2])) < now() ? { code: 'P', kind: 'PRESENT', minutesLate: null } : null }));
    return json(200, { items, next: null });
  }
  if (path === '/student/attendance') {
    const after = Number(url.searchParams.get('after') ?? 0);
    const limit = Number(url.searchParams.get('limit') ?? 30);
    const all = Array.from({ length: 80 }, (_, i) => {
      const day = new Date(now() - Math.floor(i / 5 + 1) * 86_400_000).toISOString().slice(0, 10);
      const c = i === 7 ? CODES[2]! : i === 19 ? CODES[3]! : i % 23 === 11 ? CODES[1]! : CODES[0]!;
      return { lessonId: 5000 - i, section: studentSection(i % 6), startsAt: iso(day, PLAN[5 - (i % 5)]![1]), endsAt: iso(day, PLAN[5 - (i % 5)]![2]), code: c.code, kind: c.kind, minutesLate: c.kind === 'LATE' ? 6 : null };
    });
    const sum = (items: typeof all) => {
      const counts = countsOf(items as unknown as Mark[]);
      return { ...counts, taken: items.length, rate: (counts.present + counts.late) / (items.length - counts.excused) };
    };
    return json(200, {
      overall: sum(all),
      sections: COURSES.map((_, i) => ({ section: studentSection(i), ...sum(all.filter(x => x.section.id === 20 + i)) })),
      items: all.slice(after, after + limit),
      next: after + limit < all.length ? String(after + limit) : null,
    });
  }
  if (path === '/student/grades') {
    const grade = (itemId: number, title: string, category: string, dueDate: string, maximum: number, points: number | null, status: string) => ({ itemId, title, category, dueDate, maximum, points, text: null, status: status === 'LATE' ? 'GRADED' : status, late: status === 'LATE', feedback: itemId === 5 ? 'Clear and well argued.' : null });
    return json(200, {
      items: [
        { section: studentSection(2), grades: [grade(1, 'Test 1: Numbers', 'Tests', '2026-09-25', 100, 79, 'GRADED'), grade(2, 'Test 2: Functions', 'Tests', '2026-11-20', 100, 88, 'GRADED'), grade(3, 'Homework 4', 'Homework', '2026-11-12', 10, 7.5, 'LATE'), grade(4, 'Homework 5', 'Homework', '2026-11-19', 10, null, 'MISSING')] },
        { section: studentSection(1), grades: [grade(5, 'Source analysis', 'Essays', '2026-11-18', 20, 16, 'GRADED'), grade(6, 'Presentation', 'Orals', '2026-10-12', 20, null, 'EXCUSED')] },
        { section: studentSection(3), grades: [] },
      ],
      next: null,
    });
  }
  return problem(404, 'not-found', 'No such address');
}

export function mockApi(): Plugin {
  const use = (server: { middlewares: Connect.Server }) => {
    server.middlewares.use((req, res, next) => {
      if (!req.url?.startsWith('/api/')) return next();
      answer(req, res).catch(next);
    });
  };
  return { name: 'lectern-mock-api', configureServer: use, configurePreviewServer: use };
}
