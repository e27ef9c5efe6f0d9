import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { problemKinds } from '@probity/messaging';
import type { Measured } from './measured.js';

interface Request {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

const prefix = 'probity_';

/** What an operator's Prometheus reads: numbers by service and route, and nothing of any case. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests: Histogram;
  private readonly problems: Counter;
  private readonly gauges: Readonly<Record<keyof Measured, Gauge>>;

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: `${prefix}http_request_duration_seconds`,
      help: 'Requests by route, from the first byte to the last.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    });
    this.problems = new Counter({
      name: `${prefix}messaging_problems_total`,
      help: 'What went wrong between services: gap, rebalance, case-parked, message-unreadable, relay-failed and the others.',
      labelNames: ['service', 'what'],
      registers,
    });
    const gauge = (name: string, help: string): Gauge =>
      new Gauge({ name: prefix + name, help, labelNames: ['service'], registers });
    this.gauges = {
      behind: gauge('consumer_lag_messages', 'Messages of others that the service has not taken in.'),
      unpublishedFor: gauge(
        'relay_oldest_unpublished_seconds',
        'Age of the oldest fact that the others were not told.',
      ),
      parked: gauge('parked_cases', 'Cases that stand still until somebody goes on with them.'),
      unreadable: gauge('unreadable_messages', 'Messages that nobody could read, and nobody has given up.'),
    };
  }

  request({ method, route, status, seconds }: Request): void {
    this.requests.observe({ method, route, status: `${status}` }, seconds);
  }

  /** From nothing, so that the first is seen to be one more. */
  noProblems(service: string): void {
    for (const what of [...problemKinds, 'rebalance']) this.problems.inc({ service, what }, 0);
  }

  problem(service: string, what: string): void {
    this.problems.inc({ service, what });
  }

  /** In Prometheus' text format. What cannot be measured now is left out. */
  async text(measured: ReadonlyMap<string, Partial<Measured>>): Promise<string> {
    for (const [name, gauge] of Object.entries(this.gauges)) {
      gauge.reset();
      for (const [service, values] of measured) {
        const value = values[name as keyof Measured];
        if (value !== undefined) gauge.set({ service }, value);
      }
    }
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }
}
