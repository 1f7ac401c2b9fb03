import { describe, expect, test } from 'vitest';
import { decimalsOf, Formats, initials, minutesUntil, plusDays } from './format';

const london = new Formats('en-GB', 'Europe/London');

describe('formats', () => {
  test('times are the school’s, wherever the device is', () => {
    expect(london.time('2026-11-24T10:50:00+01:00')).toBe('09:50');
    expect(new Formats('en-GB', 'Asia/Tokyo').time('2026-11-24T00:05:00Z')).toBe('09:05');
    expect(london.span('2026-06-24T08:50:00Z', '2026-06-24T09:35:00Z')).toBe('09:50–10:35');
  });

  test('midnight is 00 and not 24', () => {
    expect(london.time('2026-11-24T00:00:00Z')).toBe('00:00');
  });

  test('the school’s day begins at the school’s midnight', () => {
    expect(london.dayOf('2026-06-23T23:30:00Z')).toBe('2026-06-24');
    expect(new Formats('en-GB', 'America/New_York').dayOf('2026-11-24T04:00:00Z')).toBe('2026-11-23');
  });

  test('dates have their weekday', () => {
    expect(london.dayLong('2026-11-24')).toBe('Tuesday 24 November');
    expect(london.dayShort('2026-11-24')).toBe('Tue 24 Nov');
    expect(london.weekday('2026-11-24')).toBe('Tuesday');
  });

  test('old data names its day only when it is another one', () => {
    const now = Date.parse('2026-11-24T10:00:00Z');
    expect(london.asOf(Date.parse('2026-11-24T09:42:00Z'), now)).toBe('09:42');
    expect(london.asOf(Date.parse('2026-11-23T09:42:00Z'), now)).toBe('Mon 23 Nov, 09:42');
  });

  test('rates have one decimal', () => {
    expect(london.percent(0.9636)).toBe('96.4%');
    expect(london.percent(1)).toBe('100.0%');
  });

  test('days are counted over months and clock changes', () => {
    expect(plusDays('2026-10-25', 1)).toBe('2026-10-26');
    expect(plusDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  test('a minute that has begun counts', () => {
    expect(minutesUntil('2026-11-24T10:35:00Z', Date.parse('2026-11-24T10:02:30Z'))).toBe(33);
  });

  test('initials know names of one word and of four', () => {
    expect(initials('Yusuf Abdi')).toBe('YA');
    expect(initials('Łucja Jankowska')).toBe('ŁJ');
    expect(initials('Madonna')).toBe('M');
    expect(initials('Ana María López Ibarra')).toBe('AI');
  });
});

test('a column shows as many decimals as its figures need', () => {
  expect(decimalsOf([20, 45])).toBe(0);
  expect(decimalsOf([16.5, 20])).toBe(1);
  expect(decimalsOf([16.25, 0.1])).toBe(2);
  expect(decimalsOf([1 / 3])).toBe(2);
  expect(london.number(20, decimalsOf([16.5, 20]))).toBe('20.0');
});
