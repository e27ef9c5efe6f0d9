import type { Envelope, RecordedEvent } from '@probity/event-store';

/** An event's envelope and its place: all that is known of it before it is stored, and stays with it for good. */
export type Place = Envelope & { readonly stream: string; readonly version: number };

/** Between store and services: adapters see bytes, deciders see facts. Where data is sealed, the place is what it is bound to. */
export interface Codec {
  encode(place: Place, data: object): Promise<Uint8Array> | Uint8Array;
  /** Undefined where the key that it was sealed with has been destroyed. */
  decode(recorded: RecordedEvent): Promise<object | undefined> | object | undefined;
}

/** Facts as JSON, in clear: for unit tests. What a deployment stores is sealed. */
export class JsonCodec implements Codec {
  encode(_place: Place, data: object): Uint8Array {
    return new TextEncoder().encode(JSON.stringify(data));
  }

  decode({ data }: RecordedEvent): object {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data)) as object;
  }
}
