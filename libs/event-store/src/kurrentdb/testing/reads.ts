import { once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { Log, Logged } from './log.js';
import { eventBytes, identifierOf, streamOf } from './messages.js';

type Options = streams.ReadReq.Options;
/** Its messages are written as they are, or as their bytes. */
export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp | Buffer>;

/** Reads a stream or the log, forwards or backwards, or follows the log, as the request's options say. */
export const answerRead = async (log: Log, call: ReadCall): Promise<void> => {
  const options = call.request.getOptions();
  if (!options) throw new Error('a read has options');
  const gone = new AbortController();
  call.on('cancelled', () => gone.abort()).on('error', () => gone.abort());
  try {
    if (options.hasSubscription()) await followLog(log, call, options, gone.signal);
    else await sendAll(call, options, chosen(log, call, options), gone.signal);
    call.end();
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
};

const chosen = (log: Log, call: ReadCall, options: Options): readonly Logged[] => {
  const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const records = options.hasStream() ? ofStream(log, call, options, backwards) : ofAll(log, options, backwards);
  return (backwards ? records.toReversed() : records).slice(0, Number(options.getCount()));
};

const ofStream = (log: Log, call: ReadCall, options: Options, backwards: boolean): readonly Logged[] => {
  const asked = options.getStream();
  const name = streamOf(asked?.getStreamIdentifier());
  const records = log.stream(name);
  if (records.length === 0) {
    call.write(
      new streams.ReadResp().setStreamNotFound(
        new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(name)),
      ),
    );
  }
  if (!asked || asked.hasStart()) return backwards ? records.slice(0, 1) : records;
  if (asked.hasEnd()) return backwards ? records : [];
  const from = BigInt(asked.getRevision());
  return records.filter(({ revision }) => (backwards ? revision <= from : revision >= from));
};

/** Forwards a position is included, backwards it is not. */
const ofAll = (log: Log, options: Options, backwards: boolean): readonly Logged[] => {
  const passing = log.records.filter(passes(options));
  const asked = options.getAll();
  const from = asked?.getPosition();
  if (!from) return asked?.hasEnd() === backwards ? passing : [];
  const at = BigInt(from.getCommitPosition());
  return passing.filter(({ position }) => (backwards ? position < at : position >= at));
};

/** What the server's own rules let through, and the request's filter. */
const passes = (options: Options): ((record: Logged) => boolean) => {
  const filter = options.getFilter();
  const expression = filter?.getStreamIdentifier() ?? filter?.getEventType();
  if (!expression) return () => true;
  const pattern = expression.getRegex() === '' ? undefined : new RegExp(expression.getRegex(), 's');
  return (record) => {
    const text = filter?.hasStreamIdentifier() === true ? record.stream : record.type;
    return pattern ? pattern.test(text) : expression.getPrefixList().some((prefix) => text.startsWith(prefix));
  };
};

const sendAll = async (call: ReadCall, options: Options, records: readonly Logged[], gone: AbortSignal) => {
  const asText = options.getUuidOption()?.hasString() === true;
  for (const record of records) {
    gone.throwIfAborted();
    if (!call.write(eventBytes(record, asText))) await once(call, 'drain', { signal: gone });
  }
};

/** After a position, which is left out; first what is there, then whatever comes. */
const followLog = async (log: Log, call: ReadCall, options: Options, gone: AbortSignal): Promise<void> => {
  const from = options.getAll()?.getPosition();
  const after =
    options.getAll()?.hasEnd() === true
      ? (log.records.at(-1)?.position ?? 0n)
      : BigInt(from?.getCommitPosition() ?? -1);
  call.write(
    new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId('1')),
  );
  const pass = passes(options);
  const first = log.records.findIndex(({ position }) => position > after);
  for (let read = first < 0 ? log.records.length : first; ;) {
    const more = log.records.slice(read);
    read += more.length;
    await sendAll(call, options, more.filter(pass), gone);
    call.write(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
    await log.moreThan(read, gone);
  }
};
