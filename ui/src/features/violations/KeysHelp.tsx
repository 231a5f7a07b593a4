import { Checkbox, Modal, ModalBody, ModalHeader } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

import { KEYS } from './useBoardKeys';

interface KeysHelpProps {
  areOn: boolean;
  onSwitch: (areOn: boolean) => void;
  onClose: () => void;
}

/** Which key does what on the board; and a switch for those whose voice or hands would press them unmeant. */
export function KeysHelp({ areOn, onSwitch, onClose }: KeysHelpProps) {
  const { t } = useTranslation();
  return (
    <Modal variant="small" isOpen onClose={onClose} aria-labelledby="keys-title">
      <ModalHeader title={t('violations.keys.title')} labelId="keys-title" />
      <ModalBody>
        <dl className="cf-keys">
          {KEYS.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key === 'Escape' ? t('violations.keys.escape') : key}</kbd>
              </dt>
              <dd>{t(`violations.keys.${does}`)}</dd>
            </div>
          ))}
        </dl>
        <Checkbox
          id="keys-on"
          label={t('violations.keys.on')}
          isChecked={areOn}
          onChange={(_event, isOn) => {
            onSwitch(isOn);
          }}
        />
      </ModalBody>
    </Modal>
  );
}
