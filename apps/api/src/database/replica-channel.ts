/** How the replicas of the server tell each other what has changed; PostgreSQL's LISTEN and NOTIFY carry it. */
export abstract class ReplicaChannel {
  /** Sends a payload of at most 7,900 bytes to every replica, this one included; at most once. */
  abstract publish(channel: string, payload: string): Promise<void>;
  /** Calls the handler for each message; the answer ends the subscription. */
  abstract subscribe(channel: string, handler: (payload: string) => void): () => void;
  /** Calls the handler when messages may have been missed. */
  abstract onReconnected(handler: () => void): () => void;
}
