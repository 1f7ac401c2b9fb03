import { createStore, del, delMany, entries, get, set, type UseStore } from 'idb-keyval';

/**
 * What this device keeps for one app. On a shared device, and where the browser has no IndexedDB, it is memory
 * only and goes with the page.
 */
export class DeviceStore {
  private readonly memory = new Map<string, unknown>();
  private db: UseStore | null = null;
  private keeps = false;

  constructor(private readonly name: string) {}

  /** Opens the database; afterwards {@link keep} decides whether it is written. */
  private open(): UseStore | null {
    if (this.db || typeof indexedDB === 'undefined') return this.db;
    this.db = createStore(this.name, 'kept');
    return this.db;
  }

  /** true: values are written to the device from now on. */
  async keep(keeps: boolean) {
    this.keeps = keeps && this.open() !== null;
    if (!this.keeps) return;
    for (const [key, value] of this.memory) await this.set(key, value);
    this.memory.clear();
  }

  async get<T>(key: string): Promise<T | undefined> {
    if (this.memory.has(key)) return this.memory.get(key) as T;
    const db = this.open();
    if (!db) return undefined;
    try {
      return await get<T>(key, db);
    } catch {
      return undefined;
    }
  }

  /** All values whose key begins so, in no order. */
  async all<T>(prefix: string): Promise<T[]> {
    const found = new Map<string, T>();
    const db = this.open();
    if (db) {
      for (const [key, value] of await entries<string, T>(db).catch(() => [])) if (key.startsWith(prefix)) found.set(key, value);
    }
    for (const [key, value] of this.memory) if (key.startsWith(prefix)) found.set(key, value as T);
    return [...found.values()];
  }

  async set(key: string, value: unknown): Promise<void> {
    if (this.keeps && this.db) {
      try {
        await set(key, value, this.db);
        return;
      } catch {
        // a full or private-mode disk: memory is what is left
      }
    }
    this.memory.set(key, value);
  }

  async del(key: string): Promise<void> {
    this.memory.delete(key);
    const db = this.open();
    if (db) await del(key, db).catch(() => {});
  }

  /** Removes everything, from memory and device, but what `stays`. */
  async purge(stays: (key: string, value: unknown) => boolean = () => false): Promise<void> {
    for (const [key, value] of this.memory) if (!stays(key, value)) this.memory.delete(key);
    const db = this.open();
    if (!db) return;
    const kept = await entries<string, unknown>(db).catch(() => []);
    await delMany(kept.filter(([key, value]) => !stays(key, value)).map(([key]) => key), db).catch(() => {});
  }
}
