import { TextInput } from '@patternfly/react-core';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';
import { useEffect, useState } from 'react';

const QUIET_MILLIS = 300;

interface FilterSearchProps {
  label: string;
  value: string;
  onSearch: (text: string) => void;
}

/** A text filter that waits until the typing pauses. */
export function FilterSearch({ label, value, onSearch }: FilterSearchProps) {
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    if (text.trim() !== value) {
      // The address changed by itself (back, cleared filters): it wins.
      setText(value);
    }
  }

  useEffect(() => {
    if (text.trim() === value) {
      return undefined;
    }
    const timer = setTimeout(() => {
      onSearch(text.trim());
    }, QUIET_MILLIS);
    return () => {
      clearTimeout(timer);
    };
  }, [text, value, onSearch]);

  return (
    <TextInput
      type="search"
      customIcon={<SearchIcon />}
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(_event, typed) => {
        setText(typed);
      }}
    />
  );
}
