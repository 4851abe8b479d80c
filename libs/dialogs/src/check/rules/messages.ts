import type { MessageNode } from '../../model.js';
import type { Survey } from '../survey.js';

/** Warns of channels that differ in case alone: hosts mean one of them, and the other is never said. */
export function checkChannels(survey: Survey, node: MessageNode): void {
  const known = new Map<string, string>();
  for (const channel of Object.keys(node.channels ?? {})) {
    const other = known.get(channel.toLowerCase());
    known.set(channel.toLowerCase(), channel);
    if (other === undefined) continue;
    const message = `The channels "${other}" and "${channel}" differ in case alone, and only one can be what the host calls it; delete the other.`;
    survey.report('warning', node)('ambiguous-channel', `/channels/${channel}`, message);
  }
}
