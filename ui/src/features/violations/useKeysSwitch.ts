import { useState } from 'react';

const KEY = 'curfew.keys';
const OFF = 'off';

/** Whether single keys do something; kept in this browser. */
export function useKeysSwitch(): [areOn: boolean, turn: (areOn: boolean) => void] {
  const [areOn, setAreOn] = useState(() => localStorage.getItem(KEY) !== OFF);
  const turn = (isOn: boolean) => {
    setAreOn(isOn);
    if (isOn) {
      localStorage.removeItem(KEY);
    } else {
      localStorage.setItem(KEY, OFF);
    }
  };
  return [areOn, turn];
}
