import type { Mark, NewMark, Problem, Register } from '../api/schema';

/** What a lesson is called where its register waits or is disputed. */
export type LessonLabel = { title: string; startsAt: string };

/**
 * waiting: not sent yet. sending: on its way; its marks and its key do not change any more.
 * disputed: the server's register has changed since, and marks differ. refused: the server said no for good.
 */
export type BatchState = 'waiting' | 'sending' | 'disputed' | 'refused';

/** Marks of one lesson that are sent together, once. */
export type Batch = {
  /** also the Idempotency-Key: a repeated request with it is not recorded twice */
  key: string;
  accountId: number;
  lessonId: number;
  lesson: LessonLabel;
  /** ETag of the register that the marks were made on */
  etag: string;
  marks: NewMark[];
  /** the marks that these replace, to see later what others changed */
  base: NewMark[];
  /** epoch milliseconds of the last mark */
  madeAt: number;
  state: BatchState;
  /** sent at least once, answer unknown: marks and key stay, so that the server can recognise it */
  tried?: boolean;
  problem?: Problem;
  /** what the server holds, when disputed */
  theirs?: { register: Register; etag: string };
};

/** One student on whom this device and the server differ. */
export type Dispute = { studentId: number; name: string; mine: NewMark; theirs: Mark };

/** How the outbox reaches the world; a test gives its own. */
export type OutboxPorts = {
  send(batch: Batch): Promise<{ register: Register; etag: string }>;
  read(lessonId: number): Promise<{ register: Register; etag: string }>;
  load(): Promise<Batch[] | undefined>;
  save(batches: Batch[]): Promise<void>;
  /** the register as the server holds it now, for whoever shows it */
  onRegister(register: Register, etag: string): void;
  /** a batch has arrived, once */
  onSent?(batch: Batch): void;
  /** what an error means for the batch */
  verdict(error: unknown): { kind: 'later' } | { kind: 'stale' } | { kind: 'no'; problem: Problem };
  newKey(): string;
  now(): number;
};

const same = (a: Pick<NewMark, 'code' | 'minutesLate' | 'note'>, b: Pick<NewMark, 'code' | 'minutesLate' | 'note'>) =>
  a.code === b.code && (a.minutesLate ?? null) === (b.minutesLate ?? null) && (a.note ?? '') === (b.note ?? '');

/** The students of a batch whose mark on the server is neither what was there before nor what is wanted now. */
export function disputesOf(batch: Batch): Dispute[] {
  const theirs = new Map((batch.theirs?.register.marks ?? []).map(m => [m.studentId, m]));
  const base = new Map(batch.base.map(m => [m.studentId, m]));
  return batch.marks.flatMap(mine => {
    const their = theirs.get(mine.studentId);
    const before = base.get(mine.studentId);
    if (!their || same(mine, their) || (before && same(before, their))) return [];
    return [{ studentId: mine.studentId, name: their.name, mine, theirs: their }];
  });
}

/** How many marks of a disputed batch are the same on both sides or were changed by one side only. */
export const agreeing = (batch: Batch) => batch.marks.length - disputesOf(batch).length;

/**
 * Marks on their way to the server. Everything a teacher marks passes here, connected or not: it is written to the
 * device first, sent in the order it was made, one request at a time, and removed when the server has confirmed it.
 */
export class Outbox {
  private batches: Batch[] = [];
  private accountId: number | null = null;
  private draining: Promise<void> | null = null;
  private held = new Set<number>();
  private readonly listeners = new Set<() => void>();
  /** when a lesson's marks were last confirmed by the server, epoch milliseconds */
  private readonly confirmed = new Map<number, number>();
  private view: readonly Batch[] = [];

  constructor(private readonly ports: OutboxPorts) {}

  /** Takes up what this device kept for the account; marks of other accounts stay where they are. */
  async open(accountId: number): Promise<void> {
    this.accountId = accountId;
    const kept = (await this.ports.load()) ?? [];
    // A batch that was being sent when the page went away is sent again: its key keeps it from counting twice.
    this.batches = kept.map(b => (b.state === 'sending' ? { ...b, state: 'waiting' } : b));
    this.changed();
  }

  /** Forgets everything; the caller purges the device. */
  close() {
    this.accountId = null;
    this.batches = [];
    this.held.clear();
    this.confirmed.clear();
    this.changed();
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  /** The batches of this account, oldest first. The array changes only when its content does. */
  list = (): readonly Batch[] => this.view;

  confirmedAt = (lessonId: number) => this.confirmed.get(lessonId);

  /** The marks of a lesson that the server has not confirmed, newest last. */
  pending(lessonId: number): NewMark[] {
    return this.view.filter(b => b.lessonId === lessonId && b.state !== 'refused').flatMap(b => b.marks);
  }

  /** true: the student's mark has not left this device, so that it can be taken back as if never made. */
  canTakeBack(lessonId: number, studentId: number): boolean {
    return this.view.some(b => b.lessonId === lessonId && b.state === 'waiting' && !b.tried && b.marks.some(m => m.studentId === studentId));
  }

  /**
   * Keeps marks to be sent. A mark that has not left yet is replaced by a later one of the same student, and goes
   * away when the later one is what the server holds already.
   */
  async add(lesson: LessonLabel, lessonId: number, etag: string, changes: { before: NewMark; after: NewMark }[]): Promise<void> {
    if (this.accountId === null || changes.length === 0) return;
    const mine = this.batches.filter(b => b.accountId === this.accountId && b.lessonId === lessonId);
    const open = mine.findLast(b => (b.state === 'waiting' && !b.tried) || b.state === 'disputed');
    const batch: Batch = open ?? {
      key: this.ports.newKey(),
      accountId: this.accountId,
      lessonId,
      lesson,
      etag,
      marks: [],
      base: [],
      madeAt: 0,
      state: 'waiting',
    };
    const marks = new Map(batch.marks.map(m => [m.studentId, m]));
    const base = new Map(batch.base.map(m => [m.studentId, m]));
    for (const { before, after } of changes) {
      if (!base.has(after.studentId)) base.set(after.studentId, before);
      const first = base.get(after.studentId) as NewMark;
      if (batch.state === 'waiting' && same(first, after)) {
        marks.delete(after.studentId);
        base.delete(after.studentId);
      } else {
        marks.set(after.studentId, after);
      }
    }
    // Other marks are another request: it must not be answered with what was recorded for the first.
    const next: Batch = {
      ...batch,
      key: open ? this.ports.newKey() : batch.key,
      marks: [...marks.values()],
      base: [...base.values()],
      madeAt: this.ports.now(),
    };
    if (open) this.replace(open.key, next.marks.length > 0 ? next : null);
    else if (next.marks.length > 0) this.batches = [...this.batches, next];
    await this.store();
  }

  /** A lesson whose marks are still being made: it is sent only after {@link release}. */
  hold(lessonId: number) {
    this.held.add(lessonId);
  }

  release(lessonId: number) {
    this.held.delete(lessonId);
  }

  /** Sends what waits, in order. Ends when nothing is left that can be sent now. */
  drain(): Promise<void> {
    this.draining ??= this.drainOnce().finally(() => {
      this.draining = null;
    });
    return this.draining;
  }

  private async drainOnce() {
    const stuck = new Set<number>();
    for (;;) {
      for (const b of this.batches) if (b.state === 'disputed') stuck.add(b.lessonId);
      const batch = this.batches.find(
        b => b.accountId === this.accountId && b.state === 'waiting' && !this.held.has(b.lessonId) && !stuck.has(b.lessonId),
      );
      if (!batch) return;
      this.replace(batch.key, { ...batch, tried: true, state: 'sending' });
      await this.store();
      try {
        const answer = await this.ports.send(batch);
        this.replace(batch.key, null);
        this.rebase(batch.lessonId, answer.etag);
        this.confirmed.set(batch.lessonId, this.ports.now());
        await this.store();
        this.ports.onRegister(answer.register, answer.etag);
        this.ports.onSent?.(batch);
      } catch (error) {
        const verdict = this.ports.verdict(error);
        if (verdict.kind === 'stale') {
          if (!(await this.compare(batch))) return;
        } else if (verdict.kind === 'no') {
          this.replace(batch.key, { ...batch, state: 'refused', problem: verdict.problem });
          await this.store();
        } else {
          this.replace(batch.key, { ...batch, tried: true, state: 'waiting' });
          await this.store();
          return;
        }
      }
    }
  }

  /** Someone else changed the register. What both sides agree on goes through; the rest is put to the teacher. */
  private async compare(batch: Batch): Promise<boolean> {
    let theirs: { register: Register; etag: string };
    try {
      theirs = await this.ports.read(batch.lessonId);
    } catch (error) {
      const verdict = this.ports.verdict(error);
      this.replace(batch.key, verdict.kind === 'no' ? { ...batch, state: 'refused', problem: verdict.problem } : { ...batch, tried: true, state: 'waiting' });
      await this.store();
      return verdict.kind === 'no';
    }
    this.ports.onRegister(theirs.register, theirs.etag);
    const compared: Batch = { ...batch, theirs, state: 'disputed' };
    if (disputesOf(compared).length > 0) {
      this.replace(batch.key, compared);
      await this.store();
      return true;
    }
    this.onto(batch, theirs, batch.marks);
    await this.store();
    return true;
  }

  /** Puts marks on top of the server's register; those it holds already need no sending. */
  private onto(batch: Batch, theirs: { register: Register; etag: string }, marks: NewMark[]) {
    const now = new Map(theirs.register.marks.map(m => [m.studentId, m]));
    const left = marks.filter(m => {
      const held = now.get(m.studentId);
      return !held || !same(held, m);
    });
    if (left.length === 0) {
      this.replace(batch.key, null);
      this.confirmed.set(batch.lessonId, this.ports.now());
    } else {
      const { theirs: _, tried: __, ...rest } = batch;
      this.replace(batch.key, {
        ...rest,
        key: this.ports.newKey(),
        etag: theirs.etag,
        marks: left,
        base: left.map(m => {
          const held = now.get(m.studentId);
          return { studentId: m.studentId, code: held?.code ?? null, minutesLate: held?.minutesLate ?? null, note: held?.note ?? null };
        }),
        state: 'waiting',
      });
    }
    this.rebase(batch.lessonId, theirs.etag);
  }

  /** Settles a dispute: for each student, this device's mark or the server's. */
  async settle(key: string, choice: ReadonlyMap<number, 'mine' | 'theirs'>): Promise<void> {
    const batch = this.batches.find(b => b.key === key);
    if (!batch?.theirs) return;
    const disputed = new Set(disputesOf(batch).map(d => d.studentId));
    const wanted = batch.marks.filter(m => !disputed.has(m.studentId) || choice.get(m.studentId) === 'mine');
    this.onto(batch, batch.theirs, wanted);
    await this.store();
  }

  /** Throws a refused or disputed batch away; only ever by the teacher's own word. */
  async discard(key: string): Promise<void> {
    this.replace(key, null);
    await this.store();
  }

  /** Later marks of the lesson were made on top of what the server has just confirmed. */
  private rebase(lessonId: number, etag: string) {
    this.batches = this.batches.map(b => (b.lessonId === lessonId && b.state === 'waiting' ? { ...b, etag } : b));
  }

  private replace(key: string, next: Batch | null) {
    this.batches = this.batches.flatMap(b => (b.key === key ? (next ? [next] : []) : [b]));
  }

  private async store() {
    this.changed();
    await this.ports.save(this.batches);
  }

  private changed() {
    this.view = this.batches.filter(b => b.accountId === this.accountId);
    for (const listener of [...this.listeners]) listener();
  }
}
