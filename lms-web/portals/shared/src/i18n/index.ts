import { i18n, type Messages } from '@lingui/core';
import en from 'messages:en';
import type source from './locales/en.json';

export type MessageId = keyof typeof source;
type Values = Record<string, string | number>;

/** Locales of the product. The pseudo locale shows what is not in the catalogue, and right to left. */
export const locales = [
  { id: 'en', tag: 'en-GB', name: 'English', dir: 'ltr' },
  { id: 'pseudo', tag: 'en-GB', name: 'Pseudo, right to left', dir: 'rtl' },
] as const;
export type LocaleId = (typeof locales)[number]['id'];

const others: Record<Exclude<LocaleId, 'en'>, () => Promise<{ default: Messages }>> = {
  pseudo: () => import('messages:pseudo'),
};

i18n.loadAndActivate({ locale: 'en', messages: en });

/** The words for an id, in the language of the page. */
export const t = (id: MessageId, values?: Values): string => i18n._(id, values);

/** Changes the language of the page; what is drawn is drawn anew by the caller. */
export async function activate(id: LocaleId) {
  const messages = id === 'en' ? en : (await others[id]()).default;
  i18n.loadAndActivate({ locale: id === 'pseudo' ? 'en' : id, messages });
  const locale = locales.find(l => l.id === id);
  document.documentElement.lang = locale?.tag ?? 'en';
  document.documentElement.dir = locale?.dir ?? 'ltr';
}
