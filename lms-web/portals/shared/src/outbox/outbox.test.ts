import { beforeEach, describe, expect, test } from 'vitest';
import type { Mark, NewMark, Register } from '../api/schema';
import { agreeing, disputesOf, Outbox, type Batch, type OutboxPorts } from './outbox';

const LESSON = { title: '10-A Mathematics', startsAt: '2026-11-24T09:50:00Z' };
const none = (studentId: number): NewMark => ({ studentId, code: null, minutesLate: null, note: null });
const as = (studentId: number, code: string): NewMark => ({ studentId, code, minutesLate: null, note: null });
const change = (studentId: number, code: string, before: NewMark = none(studentId)) => ({ before, after: as(studentId, code) });

class Stale extends Error {}
class Away extends Error {}
class No extends Error {}

/** A server with one register per lesson, which checks tags and knows the keys it has answered. */
class School implements OutboxPorts {
  version = 1;
  marks = new Map<number, string | null>([[1, null], [2, null], [3, null]]);
  requests: { key: string; etag: string; marks: string }[] = [];
  answered = new Set<string>();
  failing: (() => Error)[] = [];
  loseAnswer = false;
  device: Batch[] = [];
  shown: string[] = [];
  clock = 1000;
  keys = 0;

  register(lessonId = 7): Register {
    const marks: Mark[] = [...this.marks].map(([studentId, code]) => ({ studentId, name: `Student ${studentId}`, code, minutesLate: null, note: null }));
    return {
      lesson: { id: lessonId, section: { id: 1, code: 'M', title: 'Mathematics' }, group: null, startsAt: LESSON.startsAt, endsAt: LESSON.startsAt, room: null, status: 'SCHEDULED', editableFrom: LESSON.startsAt, editableUntil: LESSON.startsAt },
      state: 'TAKEN',
      takenAt: null,
      takenBy: null,
      version: 1,
      marks,
    };
  }
  tag = () => `"${this.version}"`;
  async send(batch: Batch) {
    this.requests.push({ key: batch.key, etag: batch.etag, marks: batch.marks.map(m => `${m.studentId}${m.code}`).join(' ') });
    const failure = this.failing.shift();
    if (failure) throw failure();
    if (!this.answered.has(batch.key)) {
      if (batch.etag !== this.tag()) throw new Stale();
      for (const m of batch.marks) this.marks.set(m.studentId, m.code);
      this.version++;
      this.answered.add(batch.key);
    }
    if (this.loseAnswer) {
      this.loseAnswer = false;
      throw new Away();
    }
    return { register: this.register(batch.lessonId), etag: this.tag() };
  }
  async read(lessonId: number) {
    return { register: this.register(lessonId), etag: this.tag() };
  }
  load = async () => this.device;
  save = async (batches: Batch[]) => {
    this.device = structuredClone(batches);
  };
  onRegister = (_: Register, etag: string) => {
    this.shown.push(etag);
  };
  verdict(error: unknown) {
    if (error instanceof Stale) return { kind: 'stale' as const };
    if (error instanceof No) return { kind: 'no' as const, problem: { type: 'x', title: 'Closed', status: 422 } };
    return { kind: 'later' as const };
  }
  newKey = () => `key-${++this.keys}`;
  now = () => this.clock++;

  /** what someone else does meanwhile */
  change(studentId: number, code: string) {
    this.marks.set(studentId, code);
    this.version++;
  }
}

let school: School;
let outbox: Outbox;
const states = () => outbox.list().map(b => b.state);
const marksOnServer = () => [...school.marks.values()].map(c => c ?? '-').join('');

beforeEach(async () => {
  school = new School();
  outbox = new Outbox(school);
  await outbox.open(5);
});

describe('sending', () => {
  test('marks are sent once, in one request, and leave the device', async () => {
    await outbox.add(LESSON, 7, '"1"', [change(1, 'P')]);
    await outbox.add(LESSON, 7, '"1"', [change(2, 'A')]);
    await outbox.drain();
    await outbox.drain();
    expect(school.requests.map(r => r.marks)).toEqual(['1P 2A']);
    expect(marksOnServer()).toBe('PA-');
    expect(school.device).toEqual([]);
    expect(school.shown).toEqual(['"2"']);
  });

  test('lessons are sent in the order in which they were marked', async () => {
    await outbox.add(LESSON, 7, '"1"', [change(1, 'P')]);
    await outbox.add(LESSON, 8, '"2"', [change(2, 'A')]);
    await outbox.drain();
    expect(school.requests.map(r => r.marks)).toEqual(['1P', '2A']);
  });

  test('a lost answer is asked for again with the same key and counts once', async () => {
    school.loseAnswer = true;
    await outbox.add(LESSON, 7, '"1"', [change(1, 'P')]);
    await outbox.drain();
    expect(states()).toEqual(['waiting']);
    await outbox.drain();
    expect(school.requests.map(r => r.key)).toEqual(['key-1', 'key-1']);
    expect(school.version).toBe(2);
    expect(states()).toEqual([]);
  });

  test('marks made after a lost answer travel apart, on top of it', async () => {
    school.loseAnswer = true;
    await outbox.add(LESSON, 7, '"1"', [change(1, 'P')]);
    await outbox.drain();
    await outbox.add(LESSON, 7, '"1"', [change(1, 'L', as(1, 'P'))]);
    await outbox.drain();
    expect(school.requests.map(r => `${r.key} ${r.etag} ${r.marks}`)).toEqual(['key-1 "1" 1P', 'key-1 "1" 1P', 'key-2 "2" 1L']);
    expect(marksOnServer()).toBe('L--');
  });

  test('what waited when the page went away is sent by the next one', async () => {
    school.failing = [() => new Away()];
    await outbox.add(LESSON, 7, '"1"', [change(1, 'P')]);
    await outbox.drain();
    const next = new Outbox(school);
    await next.open(5);
    await next.drain();
    expect(school.requests.map(r => r.key)).toEqual(['key-1', 'key-1']);
    expect(marksOnServer()).toBe('P--');
  });

  test('a mark that is taken back before it left is never sent', async () => {
    await outbox.add(LESSON, 7, '"1"', [change(1, 'A')]);
    expect(outbox.canTakeBack(7, 1)).toBe(true);
    await outbox.add(LESSON, 7, '"1"', [{ before: as(1, 'A'), after: none(1) }]);
    await outbox.drain();
    expect(school.requests).toEqual([]);
    expect(states()).toEqual([]);
  });

  test('a lesson that is held rests', async () => {
    outbox.hold(7);
    await outbox.add(LESSON, 7, '"1"', [change(1, 'P')]);
    await outbox.drain();
    expect(school.requests).toEqual([]);
    outbox.release(7);
    await outbox.drain();
    expect(school.requests.length).toBe(1);
  });

  test('marks of another account are neither shown nor sent, and stay', async () => {
    await outbox.add(LESSON, 7, '"1"', [change(1, 'P')]);
    const other = new Outbox(school);
    await other.open(6);
    await other.drain();
    expect(other.list()).toEqual([]);
    expect(school.requests).toEqual([]);
    await other.add(LESSON, 8, '"1"', [change(2, 'A')]);
    expect(school.device.map(b => b.accountId)).toEqual([5, 6]);
  });

  test('a refusal keeps the marks until the teacher deletes them', async () => {
    school.failing = [() => new No()];
    await outbox.add(LESSON, 7, '"1"', [change(1, 'P')]);
    await outbox.drain();
    await outbox.drain();
    expect(states()).toEqual(['refused']);
    expect(outbox.list()[0]?.problem?.title).toBe('Closed');
    expect(school.requests.length).toBe(1);
    await outbox.discard('key-1');
    expect(school.device).toEqual([]);
  });
});

describe('when someone else changed the register', () => {
  test('marks of other students go through by themselves', async () => {
    await outbox.add(LESSON, 7, '"1"', [change(1, 'P')]);
    school.change(2, 'E');
    await outbox.drain();
    expect(school.requests.map(r => `${r.key} ${r.etag}`)).toEqual(['key-1 "1"', 'key-2 "2"']);
    expect(marksOnServer()).toBe('PE-');
    expect(states()).toEqual([]);
  });

  test('the same mark on both sides needs no sending', async () => {
    await outbox.add(LESSON, 7, '"1"', [change(1, 'A')]);
    school.change(1, 'A');
    await outbox.drain();
    expect(school.requests.length).toBe(1);
    expect(states()).toEqual([]);
  });

  test('different marks wait for a choice and nothing is lost', async () => {
    await outbox.add(LESSON, 7, '"1"', [change(1, 'A'), change(2, 'L'), change(3, 'P')]);
    school.change(1, 'E');
    school.change(2, 'P');
    await outbox.drain();
    await outbox.drain();
    const batch = outbox.list()[0]!;
    expect(batch.state).toBe('disputed');
    expect(disputesOf(batch).map(d => `${d.name}: ${d.mine.code} or ${d.theirs.code}`)).toEqual(['Student 1: A or E', 'Student 2: L or P']);
    expect(agreeing(batch)).toBe(1);
    expect(marksOnServer()).toBe('EP-');
    await outbox.settle(batch.key, new Map([[1, 'mine'], [2, 'theirs']]));
    await outbox.drain();
    expect(marksOnServer()).toBe('APP');
    expect(states()).toEqual([]);
  });

  test('choosing the server for all sends only what nobody disputes', async () => {
    await outbox.add(LESSON, 7, '"1"', [change(1, 'A')]);
    school.change(1, 'E');
    await outbox.drain();
    await outbox.settle(outbox.list()[0]!.key, new Map([[1, 'theirs']]));
    await outbox.drain();
    expect(marksOnServer()).toBe('E--');
    expect(school.requests.length).toBe(1);
    expect(school.device).toEqual([]);
  });

  test('a second change during the choice is noticed again', async () => {
    await outbox.add(LESSON, 7, '"1"', [change(1, 'A')]);
    school.change(1, 'E');
    await outbox.drain();
    school.change(1, 'L');
    await outbox.settle(outbox.list()[0]!.key, new Map([[1, 'mine']]));
    await outbox.drain();
    expect(states()).toEqual(['disputed']);
    expect(marksOnServer()).toBe('L--');
  });
});
