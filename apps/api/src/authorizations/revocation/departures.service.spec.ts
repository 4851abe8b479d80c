import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../../../test/support/server.js';
import type { ErasedAuthorizationView } from '../../end-users/erasure/erasure.dto.js';
import { ErasureParticipantsService } from '../../end-users/erasure/erasure-participants.service.js';
import { makeSubject, startProvider, startReplica, type TestProvider, type TestReplica } from '../tokens/testing.js';
import { DeparturesService } from './departures.service.js';
import type { ErasuresService } from './erasures.service.js';

class ImpatientDepartures extends DeparturesService {
  protected override readonly patienceMs = 50;
}

const endUserId = 'usr_departing';
let provider: TestProvider;
let replica: TestReplica;
/** What the provider has answered at last. */
let answer: (upstream: string) => void;
let participants: ErasureParticipantsService;
let authorizationId: string;

beforeAll(async () => {
  provider = await startProvider();
  replica = await startReplica(await createDatabase(), provider);
  const { dataSource } = replica;
  const answered = new Promise<string>((resolve) => (answer = resolve));
  // Erases as the service does, once the provider has answered.
  const erasures = {
    async erase(id: string) {
      const upstream = await answered;
      await dataSource.query('UPDATE authorizations SET upstream_revocation = $2 WHERE id = $1', [id, upstream]);
      return upstream;
    },
  } as unknown as ErasuresService;
  participants = new ErasureParticipantsService();
  new ImpatientDepartures(dataSource, erasures, participants, replica.revocations);
  const subject = await makeSubject(dataSource, 'departures');
  const given = subject.given({ subject: { kind: 'end-user', endUserId } });
  authorizationId = (await dataSource.transaction((manager) => replica.authorizations.store(manager, given))).id;
});
afterAll(async () => {
  await replica.close();
  await provider.close();
});

async function settled(): Promise<readonly ErasedAuthorizationView[]> {
  const outcomes: ErasedAuthorizationView[] = [];
  await participants.settle(endUserId, async (_manager, outcome) => void outcomes.push(outcome));
  return outcomes;
}

const rows = () =>
  replica.dataSource.query(`SELECT state, account ->> 'id' AS account FROM authorizations WHERE id = $1`, [
    authorizationId,
  ]);

describe('what an end user who is erased has authorized', () => {
  it('serves nobody and names no account as soon as the erasure is asked for', async () => {
    await replica.dataSource.transaction((manager) => participants.begin(endUserId, manager));
    expect(await rows()).toEqual([{ state: 'revoked', account: '' }]);
  });

  it('stays, without an account, while a provider does not answer; the proof says so', async () => {
    expect(await settled()).toMatchObject([{ authorizationId, upstream: 'pending' }]);
    expect(await rows()).toEqual([{ state: 'revoked', account: '' }]);
  });

  it('goes when the provider has answered, and is told of once', async () => {
    answer('revoked');
    expect(await settled()).toMatchObject([{ authorizationId, upstream: 'revoked' }]);
    expect(await rows()).toEqual([]);
    expect(await settled()).toEqual([]);
  });
});
