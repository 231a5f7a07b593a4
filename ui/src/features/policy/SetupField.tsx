import { FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core';
import { useId, type ReactNode } from 'react';

interface SetupFieldProps {
  label: string;
  hint?: string;
  value: string;
  placeholder?: string;
  isRequired?: boolean;
  /** Why the answer cannot be taken. */
  trouble?: string | undefined;
  /** Answers to choose from, beside whatever is written. */
  choices?: readonly string[];
  onChange: (value: string) => void;
  children?: ReactNode;
}

/** One question of the set-up that is answered by a line of text. */
export function SetupField({
  label,
  hint,
  value,
  placeholder,
  isRequired = false,
  trouble,
  choices = [],
  onChange,
  children,
}: SetupFieldProps) {
  const id = useId();
  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      <TextInput
        id={id}
        value={value}
        isRequired={isRequired}
        validated={trouble === undefined ? 'default' : 'error'}
        {...(choices.length > 0 && { list: `${id}-choices` })}
        {...(placeholder !== undefined && { placeholder })}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        onChange={(_event, text) => {
          onChange(text);
        }}
      />
      {choices.length > 0 && (
        <datalist id={`${id}-choices`}>
          {choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
      {hint !== undefined && (
        <FormHelperText>
          <HelperText id={`${id}-hint`}>
            <HelperTextItem>{hint}</HelperTextItem>
            {trouble !== undefined && <HelperTextItem variant="error">{trouble}</HelperTextItem>}
          </HelperText>
        </FormHelperText>
      )}
      {children}
    </FormGroup>
  );
}
