import { openText, sealText, type Vault } from '@probity/record';

/** Short texts under a scope's key: what is personal in the rows of views, and in messages. */
export class SealedTexts {
  constructor(private readonly vault: Vault) {}

  /**
   * `where` it stands, such as table and column, is bound to it: elsewhere, or under another scope, it cannot be opened.
   * @throws ScopeDestroyed
   */
  async seal(scope: string, where: string, text: string): Promise<string> {
    return sealText(this.vault, scope, text, [where]);
  }

  /** Whether a scope that this service opens has lost its key; so that what it still knows of it cannot be used either. */
  async isDestroyed(scope: string): Promise<boolean> {
    return (await this.vault.opening(scope)) === undefined;
  }

  /** Null where there is nothing, or its key has been destroyed. @throws Tampered */
  async open(scope: string, where: string, sealed: string | null): Promise<string | null> {
    return sealed === null ? null : ((await openText(this.vault, scope, sealed, [where])) ?? null);
  }
}
