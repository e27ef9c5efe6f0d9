import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { DomainEvent } from '@probity/decider';
import type { Policies } from '@probity/policy-packs';
import type { Asked, Outcome } from './asked.js';
import { handleCommand } from './handle-command.js';
import type { Streams } from './streams.js';
import type { Subject } from './subject.js';

/** A command on its way to its decider, with everything that the decider must not fetch for itself. */
export class GiveCommand<C extends { readonly type: string }, State, Event extends DomainEvent> extends Command<
  Outcome<Event, State>
> {
  constructor(
    readonly streams: Streams,
    readonly policies: Policies,
    readonly subject: Subject<C, State, Event>,
    readonly id: string,
    readonly asked: Asked,
    readonly command: C,
    /** Other streams of the subject that the act is on, too, all or none. */
    readonly together: readonly string[] = [],
  ) {
    super();
  }
}

@CommandHandler(GiveCommand)
export class GiveCommandHandler implements ICommandHandler<
  GiveCommand<{ readonly type: string }, unknown, DomainEvent>
> {
  execute({
    streams,
    policies,
    subject,
    id,
    asked,
    command,
    together,
  }: GiveCommand<{ readonly type: string }, unknown, DomainEvent>): Promise<Outcome<DomainEvent>> {
    return handleCommand(streams, policies, subject, id, asked, command, together);
  }
}
