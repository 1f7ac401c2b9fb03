import { t, useFormats, useNow, usePhone, useReach, type SectionStudent } from '@lectern/shared';
import { Await, CountsBar, countOf, Dotted, EmptyState, KINDS, lessonTitle, Mark, Nowhere, Page, roomName, Sheet, SkeletonRows, StaleNote, useStaleness } from '@lectern/shared/ui';
import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, Undo2 } from '@lectern/shared/icons';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { OfflineNote } from '../outbox/OfflineNote';
import { studentsOf, taughtSections } from '../queries';
import { actionOf } from './keyboard';
import { RegisterRow } from './RegisterRow';
import { StudentPanel } from './StudentPanel';
import { countMarks, useRegister, type Saving } from './useRegister';

const NO_HISTORY: readonly string[] = [];

/** What becomes of the marks, in words and politely announced. */
function SavingState({ saving, takenAt }: { saving: Saving; takenAt: string | null }) {
  const formats = useFormats();
  const reach = useReach();
  const now = useNow();
  return (
    <span className="saving" role="status" aria-live="polite">
      {saving.state === 'none' && (takenAt ? t('register.takenAt', { time: formats.asOf(Date.parse(takenAt), now) }) : t('register.notTakenYet'))}
      {saving.state === 'saving' && (
        <>
          <span className="spin" aria-hidden="true" />
          {t('register.saving')}
        </>
      )}
      {saving.state === 'here' && (reach === 'ok' ? t('register.saving') : t('register.savedHere', { time: formats.timeExact(saving.at) }))}
      {saving.state === 'saved' && t('register.saved', { time: formats.timeExact(saving.at) })}
      {(saving.state === 'conflict' || saving.state === 'refused') && (
        <span className="text-warn-ink">
          {t(saving.state === 'conflict' ? 'register.state.conflict' : 'register.state.refused')}{' '}
          <Link to="/outbox" className="link">
            {t('register.toOutbox')}
          </Link>
        </span>
      )}
    </span>
  );
}

function RegisterOf({ lessonId }: { lessonId: number }) {
  const formats = useFormats();
  const now = useNow();
  const phone = usePhone();
  const reach = useReach();
  const navigate = useNavigate();
  const { query, codesQuery, codes, byCode, marks, mark, annotate, markRest, undo, canUndo, saving, flush } = useRegister(lessonId);
  const data = query.data?.register;
  const sectionId = data?.lesson.section.id ?? 0;
  // A substitute takes this lesson's register, and is shown no earlier ones.
  const ownSection = useQuery(taughtSections).data?.some(s => s.id === sectionId) ?? false;
  const students = useQuery({ ...studentsOf(sectionId), enabled: ownSection });
  const bySt = useMemo(() => new Map<number, SectionStudent>((students.data ?? []).map(s => [s.studentId, s])), [students.data]);
  const stale = useStaleness(query);

  const [row, setRow] = useState<number | null>(null);
  const [column, setColumn] = useState(0);
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const minutes = useRef<HTMLInputElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);

  const lesson = data?.lesson;
  const cancelled = lesson?.status === 'CANCELLED';
  const closed = lesson?.editableUntil != null && Date.parse(lesson.editableUntil) < now;
  const early = lesson?.editableFrom != null && now < Date.parse(lesson.editableFrom);
  const readOnly = cancelled || closed || early;
  const lateCode = codes.find(c => c.kind === 'LATE');
  const presentCode = codes.find(c => c.kind === 'PRESENT');
  const left = marks.filter(m => m.code === null).length;
  const counts = useMemo(() => countMarks(marks, byCode), [marks, byCode]);
  const title = lesson ? lessonTitle(lesson) : t('register.title');

  const focusKey = useCallback((index: number, col: number) => {
    const group = list.current?.querySelector(`[data-row="${index}"] .pale`);
    const button = group?.children[col] as HTMLElement | undefined;
    button?.focus({ preventScroll: true });
    list.current?.querySelector(`[data-row="${index}"]`)?.scrollIntoView({ block: 'nearest' });
  }, []);

  const rowNow = row ?? Math.max(0, marks.findIndex(m => m.code === null));
  const place = useRef({ row: rowNow, column });
  place.current = { row: rowNow, column };
  /** The key that is on, or the first: where the focus lands in a row. */
  const columnOf = useCallback((index: number) => Math.max(0, codes.findIndex(c => c.code === marks[index]?.code)), [codes, marks]);

  const goTo = useCallback(
    (index: number, col = columnOf(index)) => {
      // At once, and not with the next drawing: the next letter may be faster than the screen, and is the next student's.
      place.current = { row: index, column: col };
      setRow(index);
      setColumn(col);
      focusKey(index, col);
    },
    [columnOf, focusKey],
  );

  // At a desk the first student who is not marked is ready for a letter.
  const ready = data !== undefined && codes.length > 0 && marks.length > 0;
  const placed = useRef(false);
  useEffect(() => {
    if (!ready || placed.current || phone) return;
    placed.current = true;
    goTo(Math.max(0, marks.findIndex(m => m.code === null)));
  }, [ready, phone, goTo, marks]);

  useEffect(() => {
    if (!ready) return undefined;
    const down = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (event.defaultPrevented || event.isComposing) return;
      if (target?.closest('input, textarea, select, [role="dialog"], [role="menu"]')) return;
      // The arrows of other widgets stay theirs.
      if (target && target !== document.body && !target.closest('.view')) return;
      const action = actionOf(event, {
        row: place.current.row,
        rows: marks.length,
        column: place.current.column,
        codes: codes.map(c => c.code),
        rtl: document.documentElement.dir === 'rtl',
      });
      if (!action) return;
      if (readOnly && action.do !== 'move' && action.do !== 'key') return;
      event.preventDefault();
      const current = marks[place.current.row];
      if (action.do === 'mark' && current) {
        mark(current.studentId, action.code);
        if (action.go !== place.current.row) goTo(action.go);
        else goTo(action.go, codes.findIndex(c => c.code === action.code));
      } else if (action.do === 'move') goTo(action.go);
      else if (action.do === 'key') goTo(place.current.row, action.column);
      else if (action.do === 'undo') undo();
      else if (action.do === 'minutes' || action.do === 'note') {
        if (phone) setOpen(true);
        else if (action.do === 'minutes') minutes.current?.select();
        else note.current?.focus();
      }
    };
    document.addEventListener('keydown', down);
    return () => document.removeEventListener('keydown', down);
  }, [ready, marks, codes, mark, undo, goTo, phone, readOnly]);

  const marksRef = useRef(marks);
  marksRef.current = marks;
  const onMark = useCallback(
    (index: number, code: string) => {
      const student = marksRef.current[index];
      if (student) mark(student.studentId, code);
    },
    [mark],
  );
  const onOpen = useCallback(
    (index: number) => {
      setRow(index);
      if (phone) setOpen(true);
      else goTo(index);
    },
    [phone, goTo],
  );
  const onFocus = useCallback((index: number, col: number) => {
    setRow(index);
    setColumn(col);
  }, []);
  const onMinutes = useCallback(
    (studentId: number, n: number | null) => {
      const is = marksRef.current.find(m => m.studentId === studentId);
      const code = is?.code != null && byCode.get(is.code)?.kind === 'LATE' ? is.code : lateCode?.code;
      if (code === undefined) return;
      mark(studentId, code, n);
    },
    [mark, byCode, lateCode],
  );

  const current = marks[rowNow];
  const panel = (withName: boolean) =>
    current && (
      <StudentPanel
        key={current.studentId}
        mark={current}
        student={bySt.get(current.studentId)}
        byCode={byCode}
        lateCode={lateCode}
        startsAt={lesson?.startsAt ?? ''}
        readOnly={readOnly}
        withName={withName}
        minutesRef={minutes}
        noteRef={note}
        onMinutes={onMinutes}
        onNote={annotate}
        onLeave={() => (phone ? setOpen(false) : focusKey(place.current.row, place.current.column))}
      />
    );

  const subParts = lesson
    ? [formats.dayLong(formats.dayOf(lesson.startsAt)), formats.span(lesson.startsAt, lesson.endsAt), roomName(lesson.room)]
    : [];
  const restButton = (className: string) =>
    left > 0 &&
    presentCode &&
    !readOnly && (
      <button type="button" className={className} onClick={() => markRest(presentCode)}>
        {t('register.markRest', { count: left })}
      </button>
    );
  const finish = () => {
    flush();
    void navigate('/');
  };

  return (
    <Page title={t('register.title') + (lesson ? ` ${title}` : '')}>
      <div className="phonebar">
        <Link className="ib" to="/" aria-label={t('action.back')}>
          <ChevronLeft className="i flip" size={24} aria-hidden />
        </Link>
        <div className="m">
          <h1 className="clip">{title}</h1>
          <span>
            {lesson && <Dotted parts={[formats.dayShort(formats.dayOf(lesson.startsAt)), formats.time(lesson.startsAt), roomName(lesson.room)]} />}
          </span>
        </div>
        <span className="ib" />
      </div>
      <header className="head d-only">
        <div className="min-w-0">
          <h1>{title}</h1>
          <p>
            <Dotted parts={subParts} />
          </p>
        </div>
        <div className="end">
          {!readOnly && (
            <button type="button" className="btn quiet" onClick={undo} disabled={!canUndo}>
              <Undo2 className="i flip" size={16} aria-hidden />
              {t('action.undo')}
            </button>
          )}
          {restButton('btn main')}
          {ready && left === 0 && (
            <button type="button" className="btn" onClick={finish}>
              {t('action.done')}
            </button>
          )}
        </div>
      </header>
      {reach === 'ok' ? <StaleNote stale={stale} /> : data && <OfflineNote since={query.dataUpdatedAt} />}
      {cancelled && <div className="note">{t('register.cancelled')}</div>}
      {early && !cancelled && lesson?.editableFrom && (
        <div className="note">{t('register.opens', { time: formats.asOf(Date.parse(lesson.editableFrom), now) })}</div>
      )}
      {closed && !cancelled && lesson?.editableUntil && (
        <div className="note">{t('register.closed', { time: formats.asOf(Date.parse(lesson.editableUntil), now) })}</div>
      )}
      <div className="reg">
        <div className="regmain">
          <Await query={query} title={t('register.problem')} skeleton={<div className="px-8 pt-3 max-desk:px-4"><SkeletonRows rows={12} /></div>}>
            {() => (
              <Await query={codesQuery} title={t('register.problem')} skeleton={<div className="px-8 pt-3 max-desk:px-4"><SkeletonRows rows={12} /></div>}>
                {() =>
                  marks.length === 0 ? (
                    <EmptyState title={t('register.empty')}>{t('register.emptyText')}</EmptyState>
                  ) : (
                    <>
                      <div className="reghead">
                        <div className="counts">
                          <span>
                            <b>{marks.length - left}</b> <span className="d-only">{t('register.ofMarked', { total: marks.length })}</span>
                            <span className="p-only">{t('register.of', { total: marks.length })}</span>
                          </span>
                          <span className="end" />
                          {KINDS.map(kind => (
                            <span key={kind}>
                              <Mark kind={kind} code={codes.find(c => c.kind === kind)?.code ?? null} />
                              <b>{countOf(counts, kind)}</b>
                            </span>
                          ))}
                          <span>
                            <Mark kind={null} />
                            <b>{left}</b>
                          </span>
                        </div>
                        <CountsBar counts={counts} total={marks.length} />
                      </div>
                      <p className="sr" id="register-keys">
                        {t('register.keyboard')}
                      </p>
                      <div className="klass-scroll">
                        <ul className="klass" ref={list} aria-label={t('register.list')} aria-describedby="register-keys">
                          {marks.map((m, i) => (
                            <RegisterRow
                              key={m.studentId}
                              mark={m}
                              index={i}
                              codes={codes}
                              byCode={byCode}
                              recent={bySt.get(m.studentId)?.recent ?? NO_HISTORY}
                              column={i === rowNow ? column : null}
                              readOnly={readOnly}
                              onMark={onMark}
                              onOpen={onOpen}
                              onFocus={onFocus}
                            />
                          ))}
                        </ul>
                      </div>
                    </>
                  )
                }
              </Await>
            )}
          </Await>
          {ready && (
            <div className="regfoot max-desk:flex-wrap">
              <span className="row d-only gap-1! text-xs text-ink-3">
                {codes.map(c => (
                  <kbd key={c.code}>{c.code}</kbd>
                ))}
                <span className="ms-1 me-3">{t('register.help.go')}</span>
                <kbd>↑</kbd>
                <kbd>↓</kbd>
                <span className="ms-1 me-3">{t('register.help.move')}</span>
                <kbd>M</kbd>
                <span className="ms-1 me-1">{t('register.help.minutes')}</span>
                <kbd>N</kbd>
                <span className="ms-1">{t('register.help.note')}</span>
              </span>
              <span className="end max-desk:m-0 max-desk:flex max-desk:w-full max-desk:min-h-4 max-desk:justify-center">
                <SavingState saving={saving} takenAt={data?.takenAt ?? null} />
              </span>
              {!readOnly && (
                <button type="button" className="btn lg icon p-only" aria-label={t('action.undo')} onClick={undo} disabled={!canUndo}>
                  <Undo2 className="i flip" size={20} aria-hidden />
                </button>
              )}
              {restButton('btn main lg p-only flex-1')}
              {left === 0 && (
                <button type="button" className="btn main lg p-only flex-1" onClick={finish}>
                  {t('action.done')}
                </button>
              )}
            </div>
          )}
        </div>
        <aside className="inspect" aria-label={t('register.student')}>
          {!phone && panel(true)}
        </aside>
      </div>
      {phone && current && (
        <Sheet open={open} onClose={() => setOpen(false)} title={current.name}>
          {panel(false)}
          <button type="button" className="btn main lg wide" onClick={() => setOpen(false)}>
            {t('action.done')}
          </button>
        </Sheet>
      )}
    </Page>
  );
}

export default function RegisterPage() {
  const { id } = useParams();
  const lessonId = Number(id);
  if (!Number.isSafeInteger(lessonId)) return <Nowhere />;
  // One register is one component's life: what rests is sent, what could be undone is forgotten.
  return <RegisterOf key={lessonId} lessonId={lessonId} />;
}
