/**
 * Dates, times and figures as they are shown. Everything is in the school's time zone, whatever the device's is:
 * a lesson at 09:50 is at 09:50 also for who travels.
 */
export class Formats {
  private readonly cache = new Map<string, Intl.DateTimeFormat>();

  constructor(
    readonly locale: string,
    readonly timeZone: string,
  ) {}

  private date(value: Date | string | number, key: string, options: Intl.DateTimeFormatOptions): string {
    let format = this.cache.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(this.locale, { timeZone: this.timeZone, ...options });
      this.cache.set(key, format);
    }
    return format.format(new Date(value));
  }

  /** 09:50 */
  time = (at: Date | string | number) => this.date(at, 't', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  /** 10:02:41 */
  timeExact = (at: Date | string | number) => this.date(at, 'ts', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  /** 09:50–10:35 */
  span = (from: string, to: string) => isolated(`${this.time(from)}–${this.time(to)}`);
  /** Tuesday */
  weekday = (day: string) => this.noon(day, 'w', { weekday: 'long' });
  /** 24 November */
  dayMonth = (day: string) => this.noon(day, 'dm', { day: 'numeric', month: 'long' });
  /** Tuesday 24 November */
  dayLong = (day: string) => this.noon(day, 'dl', { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '');
  /** Tue 24 Nov */
  dayShort = (day: string) => this.noon(day, 'ds', { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');
  /** Tue */
  weekdayShort = (day: string) => this.noon(day, 'ws', { weekday: 'short' });

  /** A plain date has no zone: noon UTC, shown in UTC, is that date everywhere. */
  private noon(day: string, key: string, options: Intl.DateTimeFormatOptions) {
    return this.date(`${day}T12:00:00Z`, `noon-${key}`, { ...options, timeZone: 'UTC' });
  }

  /** The school's date at an instant, as YYYY-MM-DD. */
  dayOf(at: Date | string | number): string {
    let format = this.cache.get('iso');
    if (!format) {
      format = new Intl.DateTimeFormat('en-CA', { timeZone: this.timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
      this.cache.set('iso', format);
    }
    const parts = Object.fromEntries(format.formatToParts(new Date(at)).map(p => [p.type, p.value]));
    return `${parts['year']}-${parts['month']}-${parts['day']}`;
  }

  /** Exact within the day, with the weekday on another: "09:42", "Mon 23 Nov, 09:42". */
  asOf(at: number, now: number): string {
    const day = this.dayOf(at);
    return day === this.dayOf(now) ? this.time(at) : `${this.dayShort(day)}, ${this.time(at)}`;
  }

  /** 0.9636 → 96.4% */
  percent = (rate: number) => new Intl.NumberFormat(this.locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(rate);
  /** 16.5; with digits, as many decimals at least: a column of figures has the same number throughout. */
  number = (n: number, digits = 0) => new Intl.NumberFormat(this.locale, { minimumFractionDigits: digits, maximumFractionDigits: 2 }).format(n);
}

/** How many decimals the figures of a column need, at most two. */
export const decimalsOf = (figures: readonly number[]) => [0, 1, 2].find(digits => digits === 2 || figures.every(n => Number(n.toFixed(digits)) === n)) ?? 2;

/** Text of its own direction, so that "10-A Mathematics" and "09:50–10:35" keep their order in a page that runs right to left. */
export const isolated = (text: string) => (typeof document !== 'undefined' && document.documentElement.dir === 'rtl' ? `\u2068${text}\u2069` : text);

/** YYYY-MM-DD moved by days. */
export function plusDays(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Whole minutes until an instant, rounded up; negative when it is past. */
export const minutesUntil = (at: string, now: number) => Math.ceil((Date.parse(at) - now) / 60_000);

/** Two letters for a picture that is missing: first of the first and of the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letter = (word: string | undefined) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '';
  return words.length > 1 ? letter(words[0]) + letter(words.at(-1)) : letter(words[0]);
}

const HUES = [265, 185, 70, 335, 230, 20, 145, 300];
/** A steady hue for a person, for the circle that stands in for a picture. */
export const personHue = (id: number) => HUES[Math.abs(Math.trunc(id)) % HUES.length] as number;
/** A steady section hue, 1 to 10. */
export const sectionHue = (id: number) => (Math.abs(Math.trunc(id)) % 10) + 1;
