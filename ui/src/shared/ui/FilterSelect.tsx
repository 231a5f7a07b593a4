import { FormSelect, FormSelectOption } from '@patternfly/react-core';

interface FilterSelectProps {
  label: string;
  all: string;
  value: string | undefined;
  choices: { id: string; label: string }[];
  /** Says that there is more than can be chosen from; absent where these are all. */
  more?: string | false;
  onChoose: (id: string | undefined) => void;
}

/** One choice out of many, or all. A value that is not among the choices (any more) is still shown. */
export function FilterSelect({ label, all, value, choices, more, onChoose }: FilterSelectProps) {
  const known = value === undefined || choices.some(({ id }) => id === value);
  return (
    <FormSelect
      aria-label={label}
      className="cf-filter-select"
      value={value ?? ''}
      onChange={(_event, chosen) => {
        onChoose(chosen === '' ? undefined : chosen);
      }}
    >
      <FormSelectOption value="" label={all} />
      {!known && <FormSelectOption value={value} label={value} />}
      {choices.map(({ id, label: text }) => (
        <FormSelectOption key={id} value={id} label={text} />
      ))}
      {more && <FormSelectOption isDisabled label={more} />}
    </FormSelect>
  );
}
