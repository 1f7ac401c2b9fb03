import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { DeviceStore } from './store';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test('a kept value is there for the next page', async () => {
  const store = new DeviceStore('kept');
  await store.keep(true);
  await store.set('cache', { lessons: 7 });
  expect(await new DeviceStore('kept').get('cache')).toEqual({ lessons: 7 });
});

test('on a shared device nothing outlives the page', async () => {
  const store = new DeviceStore('shared');
  await store.keep(false);
  await store.set('outbox/1', 'marks');
  expect(await store.get('outbox/1')).toBe('marks');
  expect(await store.all('outbox/')).toEqual(['marks']);
  expect(await new DeviceStore('shared').get('outbox/1')).toBeUndefined();
});

test('a purge removes what the device and the page hold', async () => {
  const store = new DeviceStore('purged');
  await store.keep(true);
  await store.set('account', 'Ines');
  await store.set('outbox/1', 'marks');
  await store.keep(false);
  await store.set('cache', 'lessons');
  await store.purge();
  expect(await store.get('cache')).toBeUndefined();
  expect(await store.all('')).toEqual([]);
  expect(await new DeviceStore('purged').get('account')).toBeUndefined();
});

test('a purge leaves what is not its to remove', async () => {
  const store = new DeviceStore('colleagues');
  await store.keep(true);
  await store.set('account', 'Ines');
  await store.set('outbox/1', { accountId: 1 });
  await store.set('outbox/2', { accountId: 2 });
  await store.purge((key, value) => key.startsWith('outbox/') && (value as { accountId: number }).accountId !== 1);
  expect(await new DeviceStore('colleagues').all('')).toEqual([{ accountId: 2 }]);
});
