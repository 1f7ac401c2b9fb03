/** Identifies the shape of what is kept on devices; set by the build. */
declare const __BUILD__: string;
/** The product's version; set by the build. */
declare const __VERSION__: string;

/** A catalogue of shared/src/i18n/locales, compiled by the build. */
declare module 'messages:*' {
  const messages: import('@lingui/core').Messages;
  export default messages;
}

/** An icon of Lucide's, by its name; drawn by the build. */
declare module 'lucide:*' {
  const icon: import('./ui/drawing').Icon;
  export default icon;
}
