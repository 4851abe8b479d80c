import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import Fastify from 'fastify';

/** The headers that helmet would send with every answer: worked out once, since they never differ. */
export async function securityHeaders(options: FastifyHelmetOptions): Promise<Readonly<Record<string, string>>> {
  const probe = Fastify();
  await probe.register(helmet, options);
  let headers: Readonly<Record<string, unknown>> = {};
  probe.get('/', (_request, reply) => {
    headers = { ...reply.getHeaders(), ...reply.raw.getHeaders() };
    return reply.send('');
  });
  await probe.inject('/');
  await probe.close();
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
