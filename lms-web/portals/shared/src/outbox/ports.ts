import { ApiProblem, Unreachable, isPassing, type ApiClient } from '../api/client';
import type { RecordAttendance, Register } from '../api/schema';
import type { DeviceStore } from '../store';
import type { Batch, OutboxPorts } from './outbox';

/** Where a batch is kept on the device: this, and its key. */
export const OUTBOX = 'outbox/';

/** The outbox on the real API and the real device. Each batch is its own entry, so that two tabs lose nothing to each other. */
export function outboxPorts(api: ApiClient, store: DeviceStore, onRegister: OutboxPorts['onRegister'], onSent: (batch: Batch) => void): OutboxPorts {
  let saved = new Map<string, Batch>();
  const asAnswer = ({ data, etag }: { data: Register; etag: string | null }) => ({ register: data, etag: etag ?? '' });
  return {
    async send(batch) {
      // A student without a code has nothing to record; the outbox takes such a line back instead of sending it.
      const marks = batch.marks.flatMap(({ code, ...mark }) => (code === null ? [] : [{ ...mark, code }]));
      const body: RecordAttendance = { lessonId: batch.lessonId, marks };
      return asAnswer(
        await api.request<Register>('/attendance', {
          method: 'POST',
          body,
          headers: { 'If-Match': batch.etag, 'Idempotency-Key': batch.key },
          keepalive: true,
        }),
      );
    },
    async read(lessonId) {
      return asAnswer(await api.request<Register>(`/teacher/lessons/${lessonId}/register`));
    },
    async load() {
      const kept = await store.all<Batch>(OUTBOX);
      kept.sort((a, b) => a.madeAt - b.madeAt);
      saved = new Map(kept.map(b => [b.key, b]));
      return kept;
    },
    async save(batches) {
      const now = new Map(batches.map(b => [b.key, b]));
      const before = saved;
      saved = now;
      for (const [key, batch] of now) if (before.get(key) !== batch) await store.set(OUTBOX + key, batch);
      for (const key of before.keys()) if (!now.has(key)) await store.del(OUTBOX + key);
    },
    onRegister,
    onSent,
    verdict(error) {
      if (error instanceof ApiProblem && error.status === 412) return { kind: 'stale' };
      // An answer that is still being computed for the same key is a reason to wait, not to give up.
      if (error instanceof ApiProblem && !isPassing(error) && error.status !== 409 && error.status !== 401) return { kind: 'no', problem: error.problem };
      if (error instanceof Unreachable) return { kind: 'later' };
      return { kind: 'later' };
    },
    newKey: () => (crypto.randomUUID ? crypto.randomUUID() : [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('')),
    now: () => Date.now(),
  };
}
