import { upcast, type Upcasters } from './upcast.js';

/** Between store and services: adapters see bytes, deciders see facts. Sealing under the scope's key happens here. */
export interface Codec {
  encode(keyId: string, data: object): Promise<Uint8Array> | Uint8Array;
  decode(keyId: string, data: Uint8Array): Promise<object> | object;
}

/** Facts as JSON, in clear. */
export class JsonCodec implements Codec {
  encode(_keyId: string, data: object): Uint8Array {
    return new TextEncoder().encode(JSON.stringify(data));
  }

  decode(_keyId: string, data: Uint8Array): object {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data)) as object;
  }
}

export { upcast, type Upcasters };
