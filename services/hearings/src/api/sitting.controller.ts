import { Body, Controller, Param, Post } from '@nestjs/common';
import { derivedId } from '@probity/messaging';
import { Ask, Invalid, Permission, ServiceContext, written, type Answer, type Asked } from '@probity/shell';
import { z } from 'zod';
import type { SittingCommand } from '../domain/hearing/sitting/commands.js';
import { hearingOf, hearingSubject } from '../subjects.js';
import * as lookups from './sitting.lookups.js';
import * as requests from './sitting.requests.js';

const caseParam = { schema: z.uuid() };

/** How a body comes to sit, and its sitting. What is done to a sitting of several cases is done to all of them, or to none. */
@Controller('cases/:case/hearing')
export class SittingController {
  constructor(private readonly hearings: ServiceContext) {}

  @Post('body')
  @Permission('hearing.convene')
  async convene(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ConveneRequest }) body: z.infer<typeof requests.ConveneRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    await lookups.hearingAt(this.hearings, id, asked);
    const cases = await lookups.casesToJoin(this.hearings, id, body.with, asked);
    const sitting = derivedId('sitting', asked.requestId);
    const others = cases.filter((one) => one !== id).map(hearingOf);
    return this.give(id, asked, { type: 'ConveneBody', body: body.body, sitting, cases }, others);
  }

  @Post('members')
  @Permission('hearing.appoint-member')
  async appoint(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.AppointRequest }) { person, seat }: z.infer<typeof requests.AppointRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const hearing = await lookups.hearingAt(this.hearings, id, asked);
    const inRegister = await lookups.proposedOn(this.hearings, hearing, person, asked);
    return this.onSitting(id, asked, { type: 'AppointMember', person, seat, inRegister });
  }

  @Post('members/:person/replacement')
  @Permission('hearing.replace-member')
  replace(
    @Param('case', caseParam) id: string,
    @Param('person') person: string,
    @Body({ schema: requests.ReplaceRequest }) { person: said, why }: z.infer<typeof requests.ReplaceRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    if (said !== undefined && said !== person)
      throw new Invalid('/person', 'another-person', 'The path names another person.');
    return this.onSitting(id, asked, { type: 'ReplaceMember', person, why });
  }

  @Post('members/:person/declaration')
  @Permission('hearing.declare-interest')
  declare(
    @Param('case', caseParam) id: string,
    @Param('person') person: string,
    @Body({ schema: requests.DeclareRequest }) { conflict, involved }: z.infer<typeof requests.DeclareRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return this.give(id, asked, { type: 'DeclareInterest', person, conflict, involved });
  }

  @Post('date')
  @Permission('hearing.fix-date')
  async fixDate(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.FixDateRequest }) body: z.infer<typeof requests.FixDateRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const hearing = await lookups.hearingAt(this.hearings, id, asked);
    const on = new Date(body.at).toISOString();
    const inTermTime = await lookups.isInTermTime(this.hearings, hearing, on);
    const { place = null, online, nextAvailable } = body;
    const more = nextAvailable === undefined ? {} : { nextAvailable };
    return this.onSitting(id, asked, { type: 'FixDate', on, place, online, inTermTime, ...more });
  }

  @Post('invitation')
  @Permission('hearing.invite')
  async invite(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.InviteRequest }) body: z.infer<typeof requests.InviteRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { statementTold, channel = null, evidence, letter } = body;
    const hearing = await lookups.hearingAt(this.hearings, id, asked);
    const documents = evidence && lookups.documentsOfCase(hearing, evidence, '/evidence');
    const more = documents ? { documents } : {};
    // What is enclosed by name is of this case: the others' students have theirs.
    const command = { type: 'InviteStudent', statementTold, channel, letter, ...more } as const;
    return documents ? this.give(id, asked, command) : this.onSitting(id, asked, command);
  }

  @Post('evidence')
  @Permission('hearing.serve-evidence')
  async serve(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ServeRequest }) { to, documents }: z.infer<typeof requests.ServeRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    lookups.documentsSent(await lookups.hearingAt(this.hearings, id, asked), documents, '/documents');
    return this.give(id, asked, { type: 'ServeEvidence', to, documents });
  }

  @Post('late-evidence')
  @Permission('hearing.admit-late-evidence')
  async admit(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.AdmitEvidenceRequest }) { documents }: z.infer<typeof requests.AdmitEvidenceRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    await lookups.storedFiles(this.hearings, documents, '/documents');
    return this.give(id, asked, { type: 'AdmitLateEvidence', documents });
  }

  @Post('deferrals')
  @Permission('hearing.request-deferral')
  requestDeferral(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.RequestDeferralRequest }) body: z.infer<typeof requests.RequestDeferralRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { ground, evidenced, channel = null } = body;
    return this.give(id, asked, { type: 'RequestDeferral', ground, evidenced, channel });
  }

  @Post('deferrals/decision')
  @Permission('hearing.decide-deferral')
  decideDeferral(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.DecideDeferralRequest }) body: z.infer<typeof requests.DecideDeferralRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { granted, reason } = body;
    return this.give(id, asked, { type: 'DecideDeferral', granted, reason });
  }

  @Post('absence')
  @Permission('hearing.note-absence')
  noteAbsence(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.AbsenceRequest }) body: z.infer<typeof requests.AbsenceRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { legitimate, abroad, reason } = body;
    return this.give(id, asked, { type: 'NoteAbsence', legitimate, abroad, reason });
  }

  @Post('opening')
  @Permission('hearing.open')
  async open(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.OpenRequest }) body: z.infer<typeof requests.OpenRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { student, absent, companion, offices, presenter, inPlaceOfStudent } = body;
    await lookups.ofSitting(this.hearings, id, absent, asked);
    const attending = { student, absent, companion, offices, presenter, inPlaceOfStudent };
    return this.onSitting(id, asked, { type: 'OpenHearing', ...attending });
  }

  @Post('suspension')
  @Permission('hearing.suspend')
  suspend(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.SuspendRequest }) { reason }: z.infer<typeof requests.SuspendRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return this.onSitting(id, asked, { type: 'SuspendHearing', reason });
  }

  @Post('resumption')
  @Permission('hearing.resume')
  async resume(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ResumeRequest }) body: z.infer<typeof requests.ResumeRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { enquiries, student, absent, companion, offices, presenter, inPlaceOfStudent } = body;
    await lookups.ofSitting(this.hearings, id, absent, asked);
    const attending = { student, absent, companion, offices, presenter, inPlaceOfStudent };
    return this.onSitting(id, asked, { type: 'ResumeHearing', enquiries, ...attending });
  }

  private async onSitting(id: string, asked: Asked, command: SittingCommand): Promise<Answer> {
    const others = await lookups.othersOf(this.hearings, await lookups.hearingAt(this.hearings, id, asked));
    return this.give(id, asked, command, others);
  }

  private async give(
    id: string,
    asked: Asked,
    command: SittingCommand,
    others: readonly string[] = [],
  ): Promise<Answer> {
    return written(await this.hearings.give(hearingSubject, hearingOf(id), asked, command, others));
  }
}
