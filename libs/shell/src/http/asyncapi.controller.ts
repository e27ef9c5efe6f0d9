import { Controller, Get, Inject } from '@nestjs/common';
import { asyncApi, samples } from '@probity/contracts';
import type { KafkaSettings } from '@probity/messaging';
import { Public } from '../access/permission.js';
import type { Deployment } from '../runtime/service-runtime.js';
import { deployment } from '../runtime/tokens.js';

/** What the services tell one another, for whoever would hear it, too: the same whichever of them answers. */
@Controller()
export class AsyncApiController {
  private document: object | undefined;

  constructor(@Inject(deployment) private readonly shared: Pick<Deployment, 'kafka'>) {}

  @Get('asyncapi.json')
  @Public()
  read(): object {
    this.document ??= described(this.shared.kafka);
    return this.document;
  }
}

const described = ({ brokers = [], prefix, tls, sasl }: Partial<KafkaSettings> = {}): object =>
  asyncApi({
    ...(prefix !== undefined && { prefix }),
    servers: brokers.map((host) => ({
      host,
      tls: tls !== undefined,
      sasl: mechanisms[sasl?.mechanism ?? ''],
    })),
    samples: new Map(samples().map(({ name, data }) => [name, data])),
  });

const mechanisms: Readonly<Record<string, 'plain' | 'scramSha256' | 'scramSha512'>> = {
  plain: 'plain',
  'scram-sha-256': 'scramSha256',
  'scram-sha-512': 'scramSha512',
};
