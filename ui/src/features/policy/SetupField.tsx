import { FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core';
import { useId, type ReactNode } from 'react';

interface SetupFieldProps {
  label: string;
  hint?: string;
  value: string;
  placeholder?: string;
  isRequired?: boolean;
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
        {...(placeholder !== undefined && { placeholder })}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        onChange={(_event, text) => {
          onChange(text);
        }}
      />
      {hint !== undefined && (
        <FormHelperText>
          <HelperText id={`${id}-hint`}>
            <HelperTextItem>{hint}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
      {children}
    </FormGroup>
  );
}
