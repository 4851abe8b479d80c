import { Input } from '@mantine/core';
import { useId, useRef } from 'react';
import { draftOf } from '../../editor/state.ts';
import { useEditor } from '../../editor/use-editor.ts';
import type { Text } from '../../../../dialog-graph/graph.ts';
import { languageOf, textIn, textShown, withText } from '../../graph/model/texts.ts';
import { useFieldProblem } from '../parts/field-problem.ts';
import { KnownPicker } from './known-picker.tsx';
import classes from './text-area.module.css';

interface TextAreaProps {
  readonly nodeId: string;
  /** Where the text lies in the node. */
  readonly pointer: string;
  readonly label: string;
  readonly description?: string;
  readonly isLabelHidden?: boolean;
  readonly value: Text | undefined;
  readonly onChange: (text: Text) => void;
  /** The text is no template: nothing can be inserted. */
  readonly isPlain?: boolean;
}

const longest = 4_000;
const placeholder = /(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/;

/** A text in the language that is chosen, in which placeholders are seen and picked. */
export function TextArea({
  nodeId,
  pointer,
  label,
  description,
  isLabelHidden,
  value,
  onChange,
  isPlain,
}: TextAreaProps) {
  const id = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const locale = useEditor((state) => state.locale);
  const own = useEditor((state) => languageOf(draftOf(state).graph));
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const error = useFieldProblem(nodeId, pointer);
  const text = textIn(value, locale, own);
  const write = (said: string) => onChange(withText(value, said, locale, own));
  const insert = (liquid: string) => {
    const { selectionStart: from = text.length, selectionEnd: to = text.length } = input.current ?? {};
    const inserted = `{{ ${liquid} }}`;
    write(text.slice(0, from) + inserted + text.slice(to));
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(from + inserted.length, from + inserted.length);
    });
  };
  return (
    <Input.Wrapper id={id} label={isLabelHidden ? undefined : label} description={description} error={error} size="sm">
      <div className={classes.area} data-error={error !== undefined || undefined} data-pointer={pointer}>
        <div className={classes.mirror} aria-hidden>
          {text.split(placeholder).map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part))}
          {'\u200b'}
        </div>
        <textarea
          ref={input}
          id={id}
          className={classes.input}
          rows={1}
          aria-label={isLabelHidden ? label : undefined}
          aria-invalid={error !== undefined || undefined}
          maxLength={longest}
          readOnly={isReadOnly}
          lang={locale}
          dir="auto"
          value={text}
          placeholder={locale === own ? '' : textShown(value, own)}
          onChange={(event) => write(event.currentTarget.value)}
        />
        {!isPlain && !isReadOnly && (
          <div className={classes.tools}>
            <KnownPicker nodeId={nodeId} onPick={({ liquid }) => insert(liquid)} />
          </div>
        )}
      </div>
    </Input.Wrapper>
  );
}
