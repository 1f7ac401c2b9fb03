import { minutesUntil, t, useFormats, type AttendanceCode, type Mark as MarkData, type SectionStudent } from '@lectern/shared';
import { Avatar, Mark } from '@lectern/shared/ui';
import { useEffect, useId, useRef, useState, type Ref } from 'react';

const CHOICES = [5, 10, 15, 20];
const MAX_MINUTES = 600;
const MAX_NOTE = 500;

type Props = {
  mark: MarkData;
  student: SectionStudent | undefined;
  byCode: ReadonlyMap<string, AttendanceCode>;
  lateCode: AttendanceCode | undefined;
  startsAt: string;
  readOnly: boolean;
  withName: boolean;
  minutesRef?: Ref<HTMLInputElement>;
  noteRef?: Ref<HTMLTextAreaElement>;
  onMinutes: (studentId: number, minutes: number | null) => void;
  onNote: (studentId: number, note: string) => void;
  /** Enter in a field: back to the list */
  onLeave: () => void;
};

/** One student beside the list: this lesson, the last ones, minutes late, a note. Mount it anew per student. */
export function StudentPanel({ mark, student, byCode, lateCode, startsAt, readOnly, withName, minutesRef, noteRef, onMinutes, onNote, onLeave }: Props) {
  const formats = useFormats();
  const id = useId();
  const code = mark.code === null ? null : byCode.get(mark.code);
  const late = code?.kind === 'LATE';
  const [note, setNote] = useState(mark.note ?? '');
  const [minutes, setMinutes] = useState(mark.minutesLate === null ? '' : String(mark.minutesLate));
  useEffect(() => setMinutes(mark.minutesLate === null ? '' : String(mark.minutesLate)), [mark.minutesLate]);

  // A note that is being written when the panel goes away is a note all the same.
  const latest = useRef({ note, was: mark.note ?? '', onNote });
  latest.current = { note, was: mark.note ?? '', onNote };
  useEffect(
    () => () => {
      const { note: text, was, onNote: save } = latest.current;
      if (text.trim() !== was) save(mark.studentId, text);
    },
    [mark.studentId],
  );

  const since = -minutesUntil(startsAt, Date.now());
  const choices = since > 0 && since < 60 && !CHOICES.includes(since) ? [since, ...CHOICES.slice(0, -1)] : CHOICES;
  const commitMinutes = () => {
    const n = Number.parseInt(minutes, 10);
    if (minutes.trim() === '') {
      if (mark.minutesLate !== null) onMinutes(mark.studentId, null);
    } else if (n >= 1 && n <= MAX_MINUTES) onMinutes(mark.studentId, n);
    else setMinutes(mark.minutesLate === null ? '' : String(mark.minutesLate));
  };
  const excused = student?.counts.excused ?? 0;
  return (
    <>
      {withName && (
        <div className="row gap-3!">
          <Avatar id={mark.studentId} name={mark.name} size="2.75rem" />
          <div className="min-w-0 font-strong">{mark.name}</div>
        </div>
      )}
      <div>
        <h2 className="sect">{t('register.thisLesson')}</h2>
        <div className="row">
          <Mark kind={code?.kind ?? null} code={mark.code} size="1.75rem" label={false} />
          <span className="text-sm text-ink-2">
            {code ? code.name : t('register.untaken')}
            {late && mark.minutesLate !== null && `, ${t('lesson.inMinutes', { minutes: mark.minutesLate })}`}
          </span>
        </div>
      </div>
      <div>
        <h2 className="sect">{t('register.lastFive')}</h2>
        {student && student.recent.length > 0 ? (
          <div className="row gap-1.5!">
            {student.recent.map((c, i) => (
              <Mark key={i} kind={byCode.get(c)?.kind ?? null} code={c} size="1.5rem" />
            ))}
          </div>
        ) : (
          <p className="text-sm text-ink-2">{t('register.noHistory')}</p>
        )}
      </div>
      {lateCode && (
        <div role="group" aria-labelledby={`${id}-m`}>
          <h2 className="sect" id={`${id}-m`}>
            {t('register.minutes')}
          </h2>
          <div className="mins">
            {choices.map(n => (
              <button key={n} type="button" disabled={readOnly} aria-pressed={late && mark.minutesLate === n} onClick={() => onMinutes(mark.studentId, n)}>
                {n}
              </button>
            ))}
            <span className="field">
              <input
                ref={minutesRef}
                className="in sm num"
                inputMode="numeric"
                disabled={readOnly}
                aria-label={t('register.minutes')}
                placeholder={t('register.minutesOther')}
                value={minutes}
                onChange={e => setMinutes(e.target.value.replace(/\D/g, '').slice(0, 3))}
                onBlur={commitMinutes}
                onKeyDown={e => {
                  if (e.key === 'Enter' || e.key === 'Escape') {
                    e.preventDefault();
                    commitMinutes();
                    onLeave();
                  }
                }}
              />
            </span>
          </div>
        </div>
      )}
      <div className="field">
        <label htmlFor={`${id}-n`}>
          {t('register.note')} <span className="end font-regular text-ink-3">{t('register.noteStaff')}</span>
        </label>
        <textarea
          ref={noteRef}
          id={`${id}-n`}
          className="in sm"
          rows={2}
          maxLength={MAX_NOTE}
          disabled={readOnly || mark.code === null}
          placeholder={mark.code === null ? t('register.noteFirst') : t('register.editNote')}
          value={note}
          onChange={e => setNote(e.target.value)}
          onBlur={() => note.trim() !== (mark.note ?? '') && onNote(mark.studentId, note)}
          onKeyDown={e => {
            if (e.key === 'Escape' || (e.key === 'Enter' && (e.ctrlKey || e.metaKey))) {
              e.preventDefault();
              onLeave();
            }
          }}
        />
      </div>
      {student && student.rate !== null && (
        <p className="mt-auto text-xs text-ink-3">
          {t('register.rate', { rate: formats.percent(student.rate), present: student.counts.present + student.counts.late, counted: student.taken - excused })}
        </p>
      )}
    </>
  );
}
