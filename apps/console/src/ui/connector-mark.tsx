import { useConnectors } from '../api/connectors.ts';
import { SystemMark } from './system-mark.tsx';

interface ConnectorMarkProps {
  /** Null where something belongs to no system of the catalogue. */
  readonly connectorId: string | null;
  /** What the mark is made of where the catalogue has none. */
  readonly name: string;
  readonly size?: number;
}

/** The mark of a system of the catalogue, by its id. */
export function ConnectorMark({ connectorId, name, size }: ConnectorMarkProps) {
  const { data } = useConnectors();
  const mark = data?.find(({ id }) => id === connectorId)?.mark;
  return <SystemMark name={name} mark={mark} size={size} />;
}
