export * from './lesson';
export * from './bits';
export { Gate } from './Gate';
export { PhoneAccount, Shell, type NavItem } from './Shell';
export { Nowhere, Page, PageHead } from './Page';
export { Toasts, toast } from './toasts';
export { Await, EmptyState, ProblemState, SkeletonRows, StaleNote, useStaleness, wordsOf } from './states';
export { Sheet } from './lazy';
export { begin } from './begin';
