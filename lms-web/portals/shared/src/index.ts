export * from './api/schema';
export { ApiProblem, SignedOut, Unreachable, api, isPassing, type Answer } from './api/client';
export { reach, useReach, type Reach } from './api/reach';
export * from './context';
export * from './format';
export { t, type MessageId } from './i18n';
export { agreeing, disputesOf, type Batch, type Dispute, type LessonLabel } from './outbox/outbox';
export { Portal, WrongRole, type Session } from './portal';
