import { Fragment, type CSSProperties, type ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { AttendanceCode, AttendanceCounts, AttendanceKind } from '../api/schema';
import { initials, isolated, personHue } from '../format';
import { t } from '../i18n';

const KIND_WORD = { PRESENT: 'kind.present', LATE: 'kind.late', ABSENT: 'kind.absent', EXCUSED: 'kind.excused' } as const;
export const kindWord = (kind: AttendanceKind) => t(KIND_WORD[kind]);
export const KINDS: AttendanceKind[] = ['PRESENT', 'ABSENT', 'LATE', 'EXCUSED'];
const COUNT = { PRESENT: 'present', ABSENT: 'absent', LATE: 'late', EXCUSED: 'excused' } as const;
export const countOf = (counts: AttendanceCounts, kind: AttendanceKind) => counts[COUNT[kind]];
const LETTER: Record<AttendanceKind, string> = { PRESENT: 'P', ABSENT: 'A', LATE: 'L', EXCUSED: 'E' };

/** One attendance mark: colour, form and letter together. The letter is the school's own code, if it is known. */
export function Mark({ kind, code, size, label = true }: { kind: AttendanceKind | null; code?: string | null; size?: string; label?: boolean }) {
  const word = kind ? kindWord(kind) : t('kind.none');
  const style = size ? ({ '--s': size } as CSSProperties) : undefined;
  return (
    <span className={`mk ${kind ?? 'NONE'}`} style={style} {...(label ? { role: 'img', 'aria-label': word, title: word } : { 'aria-hidden': true })}>
      {kind ? (code ?? LETTER[kind]) : '–'}
    </span>
  );
}

/** The last marks of a student: the usual is a dot, the exception its letter. */
export function History({ recent, codes }: { recent: readonly string[]; codes: ReadonlyMap<string, AttendanceCode> }) {
  if (recent.length === 0) return null;
  const words = recent.map(code => codes.get(code)?.name ?? code).join(', ');
  return (
    <span className="hist" role="img" aria-label={t('register.history', { marks: words })}>
      {recent.map((code, i) => {
        const kind = codes.get(code)?.kind ?? 'PRESENT';
        return (
          <i key={i} className={kind}>
            {kind === 'PRESENT' ? '' : code}
          </i>
        );
      })}
    </span>
  );
}

export function CountsBar({ counts, total }: { counts: AttendanceCounts; total: number }) {
  const marked = KINDS.reduce((sum, kind) => sum + countOf(counts, kind), 0);
  const words = [...KINDS.map(kind => `${countOf(counts, kind)} ${kindWord(kind)}`), ...(total > marked ? [`${total - marked} ${t('kind.none')}`] : [])].join(', ');
  return (
    <div className="bar" role="img" aria-label={words}>
      {KINDS.map(kind => {
        const n = countOf(counts, kind);
        return n > 0 && total > 0 ? <i key={kind} className={kind} style={{ width: `${(n / total) * 100}%` }} /> : null;
      })}
      {total > marked && <i className="NONE" />}
    </div>
  );
}

export function Avatar({ id, name, size }: { id: number; name: string; size?: string }) {
  return (
    <span className="av" style={{ '--h': personHue(id), ...(size ? { '--s': size } : {}) } as CSSProperties} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6.5" fill="var(--accent)" />
      <path d="M5.2 12.3 17.4 6.2l1.5 3.1L6.7 15.4z" fill="#fff" />
      <path d="M12 13.6v4.6M8.2 18.4h7.6" stroke="#fff" strokeWidth="1.9" strokeLinecap="round" fill="none" />
    </svg>
  );
}

/** Parts joined by a middle dot; what is missing leaves no dot behind. */
export function Dotted({ parts }: { parts: ReactNode[] }) {
  const present = parts.filter(p => p !== null && p !== undefined && p !== false && p !== '');
  return (
    <>
      {present.map((part, i) => (
        <Fragment key={i}>
          {i > 0 && ' · '}
          {part}
        </Fragment>
      ))}
    </>
  );
}

export const lessonTitle = (lesson: { section: { title: string }; group?: string | null }) =>
  isolated(lesson.group && !lesson.section.title.startsWith(lesson.group) ? `${lesson.group} ${lesson.section.title}` : lesson.section.title);

export { NavLink };
