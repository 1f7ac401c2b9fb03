import { t } from '../i18n';
import { Logo } from './bits';

/** x, y, height and opacity of the lessons of a week that is not now. */
const LESSONS = [
  [22, 18, 158, 0.34], [22, 186, 74, 0.11], [22, 270, 74, 0.2], [22, 354, 74, 0.2], [22, 522, 74, 0.2], [138, 18, 74, 0.11],
  [138, 270, 74, 0.2], [138, 522, 74, 0.34], [254, 102, 74, 0.2], [254, 438, 74, 0.34], [370, 18, 158, 0.34], [370, 270, 74, 0.2],
  [370, 354, 74, 0.11], [370, 438, 74, 0.2], [486, 18, 158, 0.2], [486, 186, 158, 0.34], [486, 354, 74, 0.2], [486, 438, 74, 0.34],
  [486, 522, 74, 0.11], [602, 102, 158, 0.2], [602, 270, 74, 0.11], [602, 438, 74, 0.11], [718, 102, 158, 0.2], [718, 354, 74, 0.2],
  [718, 438, 74, 0.34], [718, 522, 74, 0.2],
] as const;

/** The ink-blue half of the sign-in screen: a week as blocks, and now as a line. */
export function Poster() {
  return (
    <aside className="poster" aria-label={t('poster.label')}>
      <svg className="art" viewBox="0 0 760 900" preserveAspectRatio="xMidYMin slice" aria-hidden="true">
        {LESSONS.map(([x, y, height, opacity]) => (
          <rect key={`${x} ${y}`} x={x} y={y} width="106" height={height} rx="9" fill="oklch(0.74 0.13 268)" fillOpacity={opacity} />
        ))}
        <path d="M-300 232H1060" stroke="#fff" strokeOpacity=".55" strokeWidth="1.5" />
        <rect x="254" y="186" width="106" height="158" rx="9" fill="#fff" />
        <rect x="263" y="196" width="4" height="138" rx="2" fill="oklch(0.455 0.205 266)" />
        <text x="277" y="213" fontSize="14" fontWeight="600" fill="oklch(0.225 0.018 268)">
          10-A
        </text>
        <text x="277" y="230" fontSize="11.5" fill="oklch(0.44 0.016 268)">
          {t('poster.room')}
        </text>
        <circle cx="254" cy="232" r="5" fill="oklch(0.455 0.205 266)" stroke="#fff" strokeWidth="2.5" />
      </svg>
      <div className="p-only pbrand">
        <Logo size={28} /> Lectern
      </div>
      <p>{t('poster.line')}</p>
    </aside>
  );
}
