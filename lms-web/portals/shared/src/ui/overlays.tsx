import { Check, LogOut, Monitor, Moon, Sun } from './icons';
import { useState, type ReactNode } from 'react';
import { Button, Dialog, Header, Heading, Menu, MenuItem, MenuSection, MenuTrigger, Modal, ModalOverlay, Popover, Separator } from 'react-aria-components';
import { useLooks, useMe, useOutbox, usePortal, useSession, type Theme } from '../context';
import { locales, t, type LocaleId, type MessageId } from '../i18n';

export function Sheet({ onClose, title, children }: { onClose: () => void; title: string; children: ReactNode }) {
  return (
    <ModalOverlay className="scrim" isOpen isDismissable onOpenChange={open => !open && onClose()}>
      <Modal className="dialog">
        <Dialog>
          <Heading slot="title" className="dialog-title">{title}</Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const THEMES: { id: Theme; word: MessageId; Icon: typeof Sun }[] = [
  { id: 'system', word: 'theme.system', Icon: Monitor },
  { id: 'light', word: 'theme.light', Icon: Sun },
  { id: 'dark', word: 'theme.dark', Icon: Moon },
];

/** Who is signed in, light and dark, language, sign out. */
export function AccountMenu({ className, children, initiallyOpen = false }: { className: string; children: ReactNode; initiallyOpen?: boolean }) {
  const portal = usePortal();
  const me = useMe();
  const session = useSession();
  const { theme, setTheme, locale, setLocale } = useLooks();
  const waiting = useOutbox().reduce((sum, b) => sum + b.marks.length, 0);
  const [asking, setAsking] = useState(false);
  const offered = locales.filter(l => l.id !== 'pseudo' || import.meta.env.DEV || locale === 'pseudo');
  return (
    <>
      <MenuTrigger defaultOpen={initiallyOpen}>
        <Button className={className} aria-label={t('account.menu', { name: me.name })}>
          {children}
        </Button>
        <Popover placement="bottom end">
          <Menu
            className="menu"
            autoFocus="first"
            onAction={key => {
              if (key !== 'out') return;
              if (waiting > 0) setAsking(true);
              else void portal.signOut();
            }}
          >
            <MenuSection selectionMode="single" disallowEmptySelection selectedKeys={[theme]} onSelectionChange={keys => setTheme([...keys][0] as Theme)}>
              <Header>{t('theme.title')}</Header>
              {THEMES.map(({ id, word, Icon }) => (
                <MenuItem key={id} id={id} textValue={t(word)}>
                  <Icon className="i" size={16} aria-hidden />
                  {t(word)}
                  <Check className="i tick" size={16} aria-hidden />
                </MenuItem>
              ))}
            </MenuSection>
            <Separator />
            {/* the pseudo locale is for who works on Lectern, not for who works with it */}
            {offered.length > 1 && (
              <MenuSection selectionMode="single" disallowEmptySelection selectedKeys={[locale]} onSelectionChange={keys => setLocale([...keys][0] as LocaleId)}>
                <Header>{t('language.title')}</Header>
                {offered.map(l => (
                  <MenuItem key={l.id} id={l.id} textValue={l.name}>
                    {l.name}
                    <Check className="i tick" size={16} aria-hidden />
                  </MenuItem>
                ))}
              </MenuSection>
            )}
            {offered.length > 1 && <Separator />}
            <MenuSection>
              <Header>
                {me.username} · {session.phase === 'signedIn' && session.kept ? t('account.kept') : t('account.shared')}
              </Header>
              <MenuItem id="out" textValue={t('action.signOut')}>
                <LogOut className="i flip" size={16} aria-hidden />
                {t('action.signOut')}
              </MenuItem>
            </MenuSection>
          </Menu>
        </Popover>
      </MenuTrigger>
      {asking && (
        <Sheet onClose={() => setAsking(false)} title={t('signOut.waitingTitle', { count: waiting })}>
          <p className="text-sm text-ink-2">{t('signOut.waiting')}</p>
          <div className="flex flex-wrap justify-end gap-2">
            <button type="button" className="btn danger" onClick={() => void portal.signOut()}>
              {t('signOut.anyway', { count: waiting })}
            </button>
            <button type="button" className="btn main" onClick={() => setAsking(false)}>
              {t('signOut.stay')}
            </button>
          </div>
        </Sheet>
      )}
    </>
  );
}
