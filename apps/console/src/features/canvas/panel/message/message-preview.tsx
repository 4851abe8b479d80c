import { Box, Button, Paper, Stack, Text } from '@mantine/core';
import { Fragment } from 'react';
import { draftOf } from '../../editor/state.ts';
import { useEditor } from '../../editor/use-editor.ts';
import type { MessageVariant, Text as Said } from '../../../../dialog-graph/graph.ts';
import { languageOf, textIn, textShown } from '../../graph/model/texts.ts';
import classes from './message-preview.module.css';

/** How a message looks in the chat; placeholders stand for what they will be. */
export function MessagePreview({ variant }: { readonly variant: MessageVariant }) {
  const locale = useEditor((state) => state.locale);
  const own = useEditor((state) => languageOf(draftOf(state).graph));
  const said = (text: Said | undefined) => textIn(text, locale, own) || textShown(text, own);
  const { text, card } = variant;
  return (
    <Box role="group" aria-label="Preview" className={classes.preview}>
      <div className={classes.bubble}>
        <Filled text={said(text)} />
      </div>
      {card && (
        <Paper withBorder p="sm" radius="md" maw={280}>
          <Stack gap={4}>
            <Text size="sm" fw={600} component="div">
              <Filled text={said(card.title)} />
            </Text>
            {card.body !== undefined && (
              <Text size="sm" component="div">
                <Filled text={said(card.body)} />
              </Text>
            )}
            {card.link && (
              <Button component="span" size="xs" variant="light" mt={4}>
                {said(card.link.label)}
              </Button>
            )}
          </Stack>
        </Paper>
      )}
    </Box>
  );
}

/** A template with its placeholders as chips; never anything but text. */
function Filled({ text }: { readonly text: string }) {
  const parts = text.split(/\{\{\s*([\s\S]*?)\s*\}\}/);
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} className={classes.chip}>
        {part.split('|')[0]?.trim().split('.').slice(1).join(' › ') || part}
      </span>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
