/** What a key means in the register. */
export type KeyAction =
  /** mark the current student, then go on to the next */
  | { do: 'mark'; code: string; go: number }
  /** another student */
  | { do: 'move'; go: number }
  /** another key of the current student's group; nothing is marked */
  | { do: 'key'; column: number }
  | { do: 'minutes' }
  | { do: 'note' }
  | { do: 'undo' };

export type KeyPress = { key: string; ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean; shiftKey?: boolean };
export type KeyPlace = { row: number; rows: number; column: number; codes: readonly string[]; rtl: boolean };

/**
 * The keyboard model of the register: the school's own letters mark and go on, up and down change the student, left
 * and right move between the letters without marking. A letter that is a code is never anything else.
 * null: the key is none of ours.
 */
export function actionOf(press: KeyPress, { row, rows, column, codes, rtl }: KeyPlace): KeyAction | null {
  if (rows === 0) return null;
  if ((press.ctrlKey || press.metaKey) && !press.altKey && !press.shiftKey && press.key.toLowerCase() === 'z') return { do: 'undo' };
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const last = rows - 1;
  const clamp = (n: number) => Math.min(last, Math.max(0, n));
  switch (press.key) {
    case 'ArrowDown':
      return { do: 'move', go: clamp(row + 1) };
    case 'ArrowUp':
      return { do: 'move', go: clamp(row - 1) };
    case 'Home':
      return { do: 'move', go: 0 };
    case 'End':
      return { do: 'move', go: last };
    case 'ArrowLeft':
    case 'ArrowRight': {
      const step = (press.key === 'ArrowRight') !== rtl ? 1 : -1;
      return { do: 'key', column: (column + step + codes.length) % codes.length };
    }
  }
  if ([...press.key].length !== 1) return null;
  const letter = press.key.toLocaleUpperCase();
  const code = codes.find(c => c.toLocaleUpperCase() === letter) ?? codes.find(c => c.toLocaleUpperCase().startsWith(letter));
  if (code !== undefined) return { do: 'mark', code, go: clamp(row + 1) };
  if (letter === 'M') return { do: 'minutes' };
  if (letter === 'N') return { do: 'note' };
  return null;
}
