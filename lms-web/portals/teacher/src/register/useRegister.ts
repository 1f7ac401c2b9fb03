import { t, useMe, useOutbox, usePortal, type AttendanceCode, type AttendanceCounts, type Mark, type NewMark } from '@lectern/shared';
import { lessonTitle, toast } from '@lectern/shared/ui';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { registerOf, useCodes } from '../queries';

/** How long marks rest on the device before they are sent: what is taken back within it never left. */
const REST_MS = 2_500;
/** As long as the offer to undo is shown. */
const REST_ALL_MS = 8_000;

type Change = { before: NewMark; after: NewMark };
export type Saving = { state: 'none' } | { state: 'saving' } | { state: 'here'; at: number } | { state: 'saved'; at: number } | { state: 'conflict' } | { state: 'refused' };

const plain = ({ studentId, code, minutesLate, note }: NewMark): NewMark => ({ studentId, code, minutesLate, note });

/** The marks as the teacher sees them: the server's, and on top what this device has not sent yet. */
export function overlay(marks: readonly Mark[], pending: readonly NewMark[]): Mark[] {
  if (pending.length === 0) return [...marks];
  const newer = new Map(pending.map(p => [p.studentId, p]));
  return marks.map(m => {
    const mine = newer.get(m.studentId);
    return mine ? { ...m, code: mine.code, minutesLate: mine.minutesLate, note: mine.note } : m;
  });
}

export function countMarks(marks: readonly Mark[], byCode: ReadonlyMap<string, AttendanceCode>): AttendanceCounts {
  const counts = { present: 0, absent: 0, late: 0, excused: 0 };
  for (const mark of marks) {
    const kind = mark.code === null ? undefined : byCode.get(mark.code)?.kind;
    if (kind === 'PRESENT') counts.present++;
    else if (kind === 'ABSENT') counts.absent++;
    else if (kind === 'LATE') counts.late++;
    else if (kind === 'EXCUSED') counts.excused++;
  }
  return counts;
}

/** A register to mark: what it shows and what can be done to it. Every mark goes through the outbox. */
export function useRegister(lessonId: number) {
  const portal = usePortal();
  const { outbox } = portal;
  useMe();
  const query = useQuery(registerOf(lessonId));
  const { codes, byCode, query: codesQuery } = useCodes();
  const batches = useOutbox();
  const mine = useMemo(() => batches.filter(b => b.lessonId === lessonId), [batches, lessonId]);
  const marks = useMemo(
    () => overlay(query.data?.register.marks ?? [], mine.filter(b => b.state !== 'refused').flatMap(b => b.marks)),
    [query.data, mine],
  );

  const now = useRef({ query, marks, byCode });
  now.current = { query, marks, byCode };
  const undoable = useRef<Change[][]>([]);
  const [canUndo, setCanUndo] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    outbox.release(lessonId);
    void outbox.drain();
  }, [outbox, lessonId]);

  // Whoever leaves has finished: nothing rests any longer.
  useEffect(() => {
    const hidden = () => {
      if (document.visibilityState === 'hidden') flush();
    };
    document.addEventListener('visibilitychange', hidden);
    addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);

  const apply = useCallback(
    (changes: Change[], rest: number) => {
      const data = now.current.query.data;
      if (!data || changes.length === 0) return;
      const { lesson } = data.register;
      outbox.hold(lessonId);
      void outbox.add({ title: lessonTitle(lesson), startsAt: lesson.startsAt }, lessonId, data.etag, changes);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, rest);
    },
    [outbox, lessonId, flush],
  );

  const change = useCallback(
    (wanted: NewMark[], rest = REST_MS): Change[] => {
      const before = new Map(now.current.marks.map(m => [m.studentId, m]));
      const changes = wanted.flatMap(after => {
        const was = before.get(after.studentId);
        if (!was || (was.code === after.code && was.minutesLate === after.minutesLate && (was.note ?? '') === (after.note ?? ''))) return [];
        return [{ before: plain(was), after }];
      });
      if (changes.length > 0) {
        undoable.current.push(changes);
        setCanUndo(true);
        apply(changes, rest);
      }
      return changes;
    },
    [apply],
  );

  const find = (studentId: number) => now.current.marks.find(m => m.studentId === studentId);

  const mark = useCallback(
    /** minutesLate: left out, what is known of the same code stays; null, nobody knows */
    (studentId: number, code: string, minutesLate?: number | null) => {
      const was = find(studentId);
      if (!was) return;
      const late = now.current.byCode.get(code)?.kind === 'LATE';
      const known = was.code === code ? was.minutesLate : null;
      change([{ studentId, code, minutesLate: late ? (minutesLate === undefined ? known : minutesLate) : null, note: was.note }]);
    },
    [change],
  );

  const annotate = useCallback(
    (studentId: number, note: string) => {
      const was = find(studentId);
      if (was?.code) change([{ ...plain(was), note: note.trim() === '' ? null : note.trim() }]);
    },
    [change],
  );

  const undo = useCallback(() => {
    const changes = undoable.current.pop();
    setCanUndo(undoable.current.length > 0);
    if (!changes) return;
    const back: Change[] = [];
    const stuck: string[] = [];
    for (const { before, after } of changes) {
      const is = find(after.studentId);
      if (!is) continue;
      // Nobody can say "not taken" about a student whom the server has as marked.
      if (before.code === null && !outbox.canTakeBack(lessonId, after.studentId)) stuck.push(is.name);
      else back.push({ before: plain(is), after: before });
    }
    apply(back, REST_MS);
    if (stuck.length > 0) toast(t('register.undoSent', { count: stuck.length, name: stuck[0] ?? '' }));
    else if (back.length === 1) toast(t('register.undone', { name: find(back[0]!.after.studentId)?.name ?? '' }));
  }, [apply, outbox, lessonId]);

  const markRest = useCallback(
    (code: AttendanceCode) => {
      const rest = now.current.marks.filter(m => m.code === null).map(m => ({ studentId: m.studentId, code: code.code, minutesLate: null, note: m.note }));
      const changes = change(rest, REST_ALL_MS);
      if (changes.length > 0) toast(t('register.markedToast', { count: changes.length, name: code.name.toLocaleLowerCase() }), { undo });
    },
    [change, undo],
  );

  const saving: Saving = useMemo(() => {
    if (mine.some(b => b.state === 'disputed')) return { state: 'conflict' };
    if (mine.some(b => b.state === 'refused')) return { state: 'refused' };
    const waiting = mine.filter(b => b.state === 'waiting');
    if (mine.some(b => b.state === 'sending')) return { state: 'saving' };
    if (waiting.length > 0) return { state: 'here', at: Math.max(...waiting.map(b => b.madeAt)) };
    const at = outbox.confirmedAt(lessonId);
    return at === undefined ? { state: 'none' } : { state: 'saved', at };
  }, [mine, outbox, lessonId]);

  return { query, codesQuery, codes, byCode, marks, batches: mine, mark, annotate, markRest, undo, canUndo, saving, flush };
}
