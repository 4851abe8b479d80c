import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { consoleFolder } from './console-files.js';

/** The page that the console runs in. */
@Injectable()
export class ConsolePageService {
  private page: Promise<string> | undefined;

  /** Answers with the page: scripts from here only, styles from here or with the nonce of this very answer. */
  async send(reply: FastifyReply): Promise<string> {
    const page = await this.read();
    const nonce = randomBytes(16).toString('base64');
    void reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex, nofollow')
      .header('content-security-policy', policyWith(nonce));
    return page.replace('__NONCE__', nonce);
  }

  private async read(): Promise<string> {
    this.page ??= readFile(join(consoleFolder, 'index.html'), 'utf8');
    try {
      return await this.page;
    } catch (cause) {
      this.page = undefined;
      throw new Error('The console is not built. Run "npm run build".', { cause });
    }
  }
}

function policyWith(nonce: string): string {
  return [
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'",
    `style-src 'self' 'nonce-${nonce}'; style-src-attr 'none'`,
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  ].join('; ');
}
