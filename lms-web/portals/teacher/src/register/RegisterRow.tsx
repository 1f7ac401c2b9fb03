import { t, type AttendanceCode, type Mark as MarkData } from '@lectern/shared';
import { Avatar, History } from '@lectern/shared/ui';
import { memo } from 'react';

type Props = {
  mark: MarkData;
  index: number;
  codes: readonly AttendanceCode[];
  byCode: ReadonlyMap<string, AttendanceCode>;
  recent: readonly string[];
  /** which key of the row takes the focus; null: another row is current */
  column: number | null;
  readOnly: boolean;
  onMark: (index: number, code: string) => void;
  onOpen: (index: number) => void;
  onFocus: (index: number, column: number) => void;
};

/** One student of a register: picture, name, what is special, and the school's codes as keys. */
export const RegisterRow = memo(function RegisterRow({ mark, index, codes, byCode, recent, column, readOnly, onMark, onOpen, onFocus }: Props) {
  const code = mark.code === null ? null : byCode.get(mark.code);
  const kind = code?.kind;
  const words =
    kind === 'LATE' && mark.minutesLate !== null ? t('register.minutesLate', { minutes: mark.minutesLate }) : mark.code === null ? t('register.untaken') : null;
  const detail = [words, mark.note].filter(Boolean).join(' · ');
  const selected = codes.findIndex(c => c.code === mark.code);
  const tabbable = column ?? -1;
  return (
    <li className={`st1${mark.code === null ? ' unmarked' : ''}${column !== null ? ' is-focus' : ''}`} data-row={index}>
      <button type="button" className="who col-span-2" tabIndex={-1} onClick={() => onOpen(index)}>
        <Avatar id={mark.studentId} name={mark.name} />
        <span className="min-w-0">
          <span className="n clip">{mark.name}</span>
          {detail ? (
            <span className={`d ${mark.code === null ? '' : (kind ?? '')}`}>
              <span className="clip">{detail}</span>
            </span>
          ) : (
            <span className="d">
              <History recent={recent} codes={byCode} />
            </span>
          )}
        </span>
      </button>
      <span className={mark.code === null ? 'pale none' : 'pale'} role="radiogroup" aria-label={t('register.group', { name: mark.name, mark: code?.name ?? t('kind.none') })}>
        {codes.map((c, i) => (
          <button
            key={c.code}
            type="button"
            role="radio"
            aria-checked={i === selected}
            aria-label={c.name}
            title={c.name}
            tabIndex={i === tabbable ? 0 : -1}
            aria-disabled={readOnly || undefined}
            className={i === selected ? `mk ${c.kind}` : undefined}
            onClick={() => !readOnly && onMark(index, c.code)}
            onFocus={() => onFocus(index, i)}
          >
            {c.code}
          </button>
        ))}
      </span>
    </li>
  );
});
