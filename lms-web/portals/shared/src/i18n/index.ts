import { i18n, type Messages } from '@lingui/core';
import en from 'messages:en';
import type source from './locales/en.json';

export type MessageId = keyof typeof source;
type Values = Record<string, string | number>;

/**
 * Locales of the product, by the names that their speakers give them. Figures stay as they are on marks and rooms. The
 * pseudo locale shows what is not in the catalogue, and what is too tight.
 */
export const locales = [
  { id: 'en', tag: 'en-GB', name: 'English', dir: 'ltr' },
  { id: 'ar', tag: 'ar-u-nu-latn', name: 'العربية', dir: 'rtl' },
  { id: 'pseudo', tag: 'en-GB', name: 'Pseudo, right to left', dir: 'rtl' },
] as const;
export type LocaleId = (typeof locales)[number]['id'];

const others: Record<Exclude<LocaleId, 'en'>, () => Promise<{ default: Messages }>> = {
  ar: () => import('messages:ar'),
  pseudo: () => import('messages:pseudo'),
};

i18n.loadAndActivate({ locale: 'en', messages: en });

/** The words for an id, in the language of the page. */
export const t = (id: MessageId, values?: Values): string => i18n._(id, values);

/** Changes the language of the page; what is drawn is drawn anew by the caller. */
export async function activate(id: LocaleId) {
  const messages = id === 'en' ? en : (await others[id]()).default;
  const locale = locales.find(l => l.id === id);
  i18n.loadAndActivate({ locale: locale?.tag ?? 'en', messages });
  document.documentElement.lang = locale?.tag ?? 'en';
  document.documentElement.dir = locale?.dir ?? 'ltr';
}
