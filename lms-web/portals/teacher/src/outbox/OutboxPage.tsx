import { agreeing, disputesOf, t, useFormats, useNow, useOutbox, usePortal, type Batch, type NewMark } from '@lectern/shared';
import { EmptyState, Mark, Page, PageHead, PhoneAccount } from '@lectern/shared/ui';
import { Check } from '@lectern/shared/icons';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCodes } from '../queries';
import { OfflineNote } from './OfflineNote';

type Side = 'mine' | 'theirs';

function Line({ mark, name }: { mark: NewMark; name: string }) {
  const { byCode } = useCodes();
  const code = mark.code === null ? null : byCode.get(mark.code);
  const words = [code?.name.toLocaleLowerCase() ?? t('kind.none'), mark.minutesLate !== null && t('lesson.inMinutes', { minutes: mark.minutesLate }), mark.note].filter(Boolean).join(', ');
  return (
    <>
      <Mark kind={code?.kind ?? null} code={mark.code} label={false} />
      <span className="names">
        <span className="clip">{name}</span>
        <span className="text-end text-ink-2">{words}</span>
      </span>
    </>
  );
}

/** Both sides in full; nothing is decided but by the teacher. */
function Conflict({ batch }: { batch: Batch }) {
  const formats = useFormats();
  const now = useNow();
  const { outbox, send } = usePortal();
  const disputes = disputesOf(batch);
  const [oneByOne, setOneByOne] = useState(false);
  const [choice, setChoice] = useState<ReadonlyMap<number, Side>>(() => new Map(disputes.map(d => [d.studentId, 'mine'])));
  const theirs = batch.theirs?.register;
  const choose = (studentId: number, side: Side) => setChoice(new Map(choice).set(studentId, side));
  const settle = async (side?: Side) => {
    await outbox.settle(batch.key, side ? new Map(disputes.map(d => [d.studentId, side])) : choice);
    await send();
  };
  const side = (which: Side) => (
    <div className={!oneByOne && which === 'mine' ? 'ver on' : 'ver'} role={oneByOne ? undefined : 'group'} aria-label={t(which === 'mine' ? 'conflict.mine' : 'conflict.theirs')}>
      <div className="row head-line text-sm">
        <b className="font-strong">{t(which === 'mine' ? 'conflict.mine' : 'conflict.theirs')}</b>
        <span className="clip text-ink-2 max-desk:block">
          {which === 'mine'
            ? t('conflict.mineFrom', { time: formats.asOf(batch.madeAt, now) })
            : [theirs?.takenAt && t('register.takenAt', { time: formats.asOf(Date.parse(theirs.takenAt), now) }), theirs?.takenBy].filter(Boolean).join(', ')}
        </span>
        {!oneByOne && which === 'mine' && <Check className="i end d-only text-accent-ink" size={18} aria-hidden />}
      </div>
      {disputes.map(d =>
        oneByOne ? (
          <button
            key={d.studentId}
            type="button"
            className="r2"
            aria-pressed={choice.get(d.studentId) === which}
            onClick={() => choose(d.studentId, which)}
          >
            <Line mark={which === 'mine' ? d.mine : d.theirs} name={d.name} />
            <Check className={choice.get(d.studentId) === which ? 'i text-accent-ink' : 'i invisible'} size={16} aria-hidden />
          </button>
        ) : (
          <div key={d.studentId} className="r2">
            <Line mark={which === 'mine' ? d.mine : d.theirs} name={d.name} />
          </div>
        ),
      )}
    </div>
  );
  return (
    <section className="panel mb-6 p-5 max-desk:p-4">
      <h2 className="text-lg font-strong">{t('conflict.title')}</h2>
      <p className="mb-3.5 text-sm text-ink-2">
        {batch.lesson.title}, {formats.dayShort(formats.dayOf(batch.lesson.startsAt))} {formats.time(batch.lesson.startsAt)}.{' '}
        {t('conflict.differ', { agree: agreeing(batch), differ: disputes.length })}
      </p>
      <div className="versus">
        {side('mine')}
        {side('theirs')}
      </div>
      <div className="row mt-4 flex-wrap">
        {oneByOne ? (
          <button type="button" className="btn main" onClick={() => void settle()}>
            {t('conflict.keepChosen')}
          </button>
        ) : (
          <>
            <button type="button" className="btn main" onClick={() => void settle('mine')}>
              {t('conflict.keepMine')}
            </button>
            <button type="button" className="btn" onClick={() => void settle('theirs')}>
              {t('conflict.keepTheirs')}
            </button>
            <button type="button" className="btn quiet" onClick={() => setOneByOne(true)}>
              {t('conflict.oneByOne')}
            </button>
          </>
        )}
        <span className="end text-xs text-ink-3">{t('conflict.history')}</span>
      </div>
    </section>
  );
}

function Refused({ batch }: { batch: Batch }) {
  const formats = useFormats();
  const now = useNow();
  const { outbox } = usePortal();
  return (
    <section className="panel mb-6 p-5 max-desk:p-4">
      <h2 className="text-lg font-strong">{t('outbox.refused')}</h2>
      <p className="mb-2 text-sm text-ink-2">
        {batch.lesson.title}, {formats.dayShort(formats.dayOf(batch.lesson.startsAt))} {formats.time(batch.lesson.startsAt)}.{' '}
        {t('outbox.marks', { count: batch.marks.length, time: formats.asOf(batch.madeAt, now) })}.
      </p>
      <p className="text-sm">{batch.problem?.detail || batch.problem?.title || t('problem.unknown')}</p>
      <div className="row mt-4 flex-wrap">
        <Link className="btn" to={`/lessons/${batch.lessonId}/register`}>
          {t('outbox.open')}
        </Link>
        <button type="button" className="btn danger" onClick={() => void outbox.discard(batch.key)}>
          {t('outbox.deleteMarks', { count: batch.marks.length })}
        </button>
      </div>
    </section>
  );
}

export default function OutboxPage() {
  const formats = useFormats();
  const now = useNow();
  const { send } = usePortal();
  const batches = useOutbox();
  const waiting = batches.filter(b => b.state === 'waiting' || b.state === 'sending');
  return (
    <Page title={t('outbox.title')}>
      <PageHead title={t('outbox.title')}>
        {waiting.length > 0 && (
          <button type="button" className="btn" onClick={() => void send()}>
            {t('outbox.sendNow')}
          </button>
        )}
        <PhoneAccount />
      </PageHead>
      <OfflineNote link={false} />
      <div className="body">
        <div className="narrow">
          {batches.length === 0 && <EmptyState title={t('outbox.empty')}>{t('outbox.emptyText')}</EmptyState>}
          {batches.map(b => (b.state === 'disputed' ? <Conflict key={b.key} batch={b} /> : b.state === 'refused' ? <Refused key={b.key} batch={b} /> : null))}
          {waiting.length > 0 && (
            <ul className="list">
              {waiting.map(b => (
                <li key={b.key}>
                  <Link className="go" to={`/lessons/${b.lessonId}/register`}>
                    <span className="grow">
                      <span className="t clip block">{b.lesson.title}</span>
                      <span className="s block">{t('outbox.marks', { count: b.marks.length, time: formats.asOf(b.madeAt, now) })}</span>
                    </span>
                    <span className="tag">{t(b.state === 'sending' ? 'outbox.sending' : 'outbox.waiting')}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </Page>
  );
}
