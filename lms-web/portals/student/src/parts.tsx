import { t, useFormats, type AttendanceSummary, type SectionGrades } from '@lectern/shared';
import { countOf, CountsBar, kindWord, KINDS, Mark } from '@lectern/shared/ui';

/** The rate in a large figure, what it is of, and the exceptions. */
export function Summary({ summary }: { summary: AttendanceSummary }) {
  const formats = useFormats();
  if (summary.taken === 0) return <p className="text-sm text-ink-2">{t('home.attendanceNone')}</p>;
  return (
    <>
      <div className="row items-end! gap-5! pt-0.5 pb-3">
        <b className="figure">{summary.rate === null ? t('attendance.noRate') : formats.percent(summary.rate)}</b>
        <span className="pb-0.5 text-sm text-ink-2">{t('attendance.ofTaken', { count: summary.taken })}</span>
      </div>
      <CountsBar counts={summary} total={summary.taken} />
      <div className="row mt-3 flex-wrap gap-4!">
        {KINDS.filter(kind => kind !== 'PRESENT').map(kind => (
          <span key={kind} className="row text-sm">
            <Mark kind={kind} size="1.25rem" label={false} /> {formats.number(countOf(summary, kind))} {kindWord(kind)}
          </span>
        ))}
      </div>
    </>
  );
}

/** A result: points of the maximum, or the word for why there are none. */
export function GradeValue({ grade, decimals = 0 }: { grade: SectionGrades['grades'][number]; decimals?: number }) {
  const formats = useFormats();
  if (grade.status === 'EXCUSED') return <span className="tag exc">{t('status.EXCUSED')}</span>;
  if (grade.points === null && grade.text === null) {
    if (grade.status === 'MISSING') return <span className="tag bad">{t('status.MISSING')}</span>;
    return <span className="text-sm text-ink-3">{t(grade.status === 'SUBMITTED' ? 'status.SUBMITTED' : 'grades.open')}</span>;
  }
  return (
    <span className="row">
      {grade.late && <span className="tag warn">{t('status.LATE')}</span>}
      {grade.status === 'MISSING' && <span className="tag bad">{t('status.MISSING')}</span>}
      {grade.status === 'PARTLY_GRADED' && <span className="tag">{t('status.PARTLY_GRADED')}</span>}
      <span className="v">
        {grade.points === null ? grade.text : formats.number(grade.points, decimals)}
        {grade.points !== null && <small>{t('grades.of', { maximum: formats.number(grade.maximum) })}</small>}
      </span>
    </span>
  );
}

export const hueOf = (sectionIds: readonly number[]) => {
  const order = new Map([...new Set(sectionIds)].sort((a, b) => a - b).map((id, i) => [id, (i % 10) + 1]));
  return (id: number) => order.get(id) ?? (id % 10) + 1;
};
