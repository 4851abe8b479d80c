import { useCommands } from '../../editor/use-editor.ts';
import type { Channels, MessageNode, MessageVariant } from '../../../../dialog-graph/graph.ts';
import { Section } from '../parts/section.tsx';
import { ChannelList } from './channel-list.tsx';
import { VariantList } from './variant-list.tsx';

/** What the bot says, in one or several ways, and what it says instead on some channels. */
export function MessageForm({ node }: { readonly node: MessageNode }) {
  const { changeNode } = useCommands();
  const { id, variants, channels = {} } = node;
  const write = (next: readonly MessageVariant[], about?: string) =>
    changeNode(id, (at) => (at.type === 'message' ? { ...at, variants: next } : at), about);
  const writeChannels = (next: Channels, about?: string) =>
    changeNode(id, (at) => (at.type === 'message' ? withChannels(at, next) : at), about);
  return (
    <>
      <Section
        title="What the bot says"
        hint={variants.length > 1 ? 'The variants take turns, so that the bot does not repeat itself.' : undefined}
      >
        <VariantList nodeId={id} pointer="/variants" variants={variants} onChange={write} />
      </Section>
      <ChannelList nodeId={id} channels={channels} like={variants} onChange={writeChannels} />
    </>
  );
}

function withChannels({ channels: _old, ...node }: MessageNode, channels: Channels): MessageNode {
  return Object.keys(channels).length === 0 ? node : { ...node, channels };
}
