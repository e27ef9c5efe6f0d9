import type { Speaker } from '@probity/messaging';
import type { ServiceContext, ServiceDefinition } from '@probity/shell';
import { allServices } from '../services.js';

/** No reaction does anything before a fact comes: what they are for is known without a context. */
const noContext = {} as ServiceContext;

const sourcesOf = ({ reactions }: ServiceDefinition): readonly string[] => [
  ...new Set(Object.keys(reactions(noContext)).map((told) => told.slice(0, told.indexOf('.')))),
];

/** Every service, and those whose facts it reacts to. */
export const speakers = (): readonly Speaker[] =>
  allServices.map((service) => ({ service: service.name, hears: sourcesOf(service) }));
