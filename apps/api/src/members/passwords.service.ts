import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** RFC 9106's second recommendation, lowered to OWASP's minimum for servers with many sign-ins. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes and checks passwords with argon2id. */
@Injectable()
export class PasswordsService {
  private decoy?: Promise<string>;

  hash(password: string): Promise<string> {
    return hash(password, parameters);
  }

  /** Takes as long for a member who does not exist (`undefined`) as for one who does. */
  async verify(passwordHash: string | undefined, password: string): Promise<boolean> {
    const decoy = await (this.decoy ??= this.hash('a password that nobody has'));
    const isRight = await verify(passwordHash ?? decoy, password);
    return isRight && passwordHash !== undefined;
  }
}
