import { describe, expect, test } from 'vitest';
import { actionOf, type KeyPlace } from './keyboard';

const at = (place: Partial<KeyPlace> = {}): KeyPlace => ({ row: 3, rows: 28, column: 0, codes: ['P', 'A', 'L', 'E'], rtl: false, ...place });

describe('the keyboard of the register', () => {
  test('a letter marks and goes on to the next student', () => {
    expect(actionOf({ key: 'a' }, at())).toEqual({ do: 'mark', code: 'A', go: 4 });
    expect(actionOf({ key: 'P' }, at())).toEqual({ do: 'mark', code: 'P', go: 4 });
  });

  test('the last student is marked and stays', () => {
    expect(actionOf({ key: 'l' }, at({ row: 27 }))).toEqual({ do: 'mark', code: 'L', go: 27 });
  });

  test('the letters are the school’s own', () => {
    const codes = ['/', 'N', 'L', 'M'];
    expect(actionOf({ key: 'p' }, at({ codes }))).toBeNull();
    expect(actionOf({ key: '/' }, at({ codes }))).toEqual({ do: 'mark', code: '/', go: 4 });
    expect(actionOf({ key: 'n' }, at({ codes }))).toEqual({ do: 'mark', code: 'N', go: 4 });
    expect(actionOf({ key: 'm' }, at({ codes }))).toEqual({ do: 'mark', code: 'M', go: 4 });
  });

  test('a code of two letters answers to its first', () => {
    expect(actionOf({ key: 'u' }, at({ codes: ['P', 'UA'] }))).toEqual({ do: 'mark', code: 'UA', go: 4 });
  });

  test('up and down move within the class', () => {
    expect(actionOf({ key: 'ArrowDown' }, at())).toEqual({ do: 'move', go: 4 });
    expect(actionOf({ key: 'ArrowUp' }, at({ row: 0 }))).toEqual({ do: 'move', go: 0 });
    expect(actionOf({ key: 'End' }, at())).toEqual({ do: 'move', go: 27 });
    expect(actionOf({ key: 'Home' }, at())).toEqual({ do: 'move', go: 0 });
  });

  test('left and right change the key and mark nothing', () => {
    expect(actionOf({ key: 'ArrowRight' }, at())).toEqual({ do: 'key', column: 1 });
    expect(actionOf({ key: 'ArrowLeft' }, at())).toEqual({ do: 'key', column: 3 });
    expect(actionOf({ key: 'ArrowLeft' }, at({ rtl: true }))).toEqual({ do: 'key', column: 1 });
  });

  test('M is minutes, N is a note, Ctrl Z takes back', () => {
    expect(actionOf({ key: 'm' }, at())).toEqual({ do: 'minutes' });
    expect(actionOf({ key: 'n' }, at())).toEqual({ do: 'note' });
    expect(actionOf({ key: 'z', ctrlKey: true }, at())).toEqual({ do: 'undo' });
    expect(actionOf({ key: 'z', metaKey: true }, at())).toEqual({ do: 'undo' });
  });

  test('shortcuts of the browser stay the browser’s', () => {
    expect(actionOf({ key: 'p', ctrlKey: true }, at())).toBeNull();
    expect(actionOf({ key: 'l', altKey: true }, at())).toBeNull();
    expect(actionOf({ key: 'Tab' }, at())).toBeNull();
  });

  test('an empty class has no keys', () => {
    expect(actionOf({ key: 'p' }, at({ rows: 0 }))).toBeNull();
  });
});
