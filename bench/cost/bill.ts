import { BYTES_PER_BOOT, DAY, EDGE_REQUESTS_PER_BOOT } from './assumptions.ts';
import type { Item } from './prices.ts';
import { PRICES, priceOf } from './prices.ts';
import type { Replayed } from './replay.ts';

/** Units of a month, and what they cost. */
export interface Line {
  readonly name: string;
  readonly units: number;
  readonly dollars: number;
}

export interface Bill {
  readonly people: number;
  readonly lines: readonly Line[];
  readonly dollars: number;
  readonly perPerson: number;
  readonly perMessage: {
    readonly frames: number;
    readonly invocations: number;
    readonly writeUnits: number;
    readonly readUnits: number;
  };
}

const NAMES: readonly (readonly [Item, string])[] = [
  ['frames', 'WebSocket frames'],
  ['connectionMinutes', 'WebSocket minutes'],
  ['httpRequests', 'HTTP API requests'],
  ['invocations', 'Lambda invocations'],
  ['gbSeconds', 'Lambda GB-s'],
  ['writeUnits', 'DynamoDB write units'],
  ['readUnits', 'DynamoDB read units'],
  ['storedGb', 'DynamoDB storage, GB after a year'],
  ['backedUpGb', 'DynamoDB backups, GB after a year'],
  ['edgeRequests', 'CloudFront requests'],
  ['edgeGb', 'CloudFront data out, GB'],
  ['logGb', 'CloudWatch Logs, GB'],
  ['traces', 'X-Ray traces'],
  ['monthlyPeople', 'Cognito, people'],
];

/**
 * Lambda traces the first call of every second and 5 % of the others
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html); calls come at random in the hours of work.
 */
function tracedOf(invocations: number): number {
  const seconds = DAY.workingDays * DAY.connectedHours * 3_600;
  const first = seconds * (1 - Math.exp(-invocations / seconds));
  return first + 0.05 * (invocations - first);
}

/** A month of what was replayed. Functions log warnings and errors only: their logs are nothing. */
export function billOf(replayed: Replayed): Bill {
  const { people, meter, deeds, perDay } = replayed;
  const month = perDay * DAY.workingDays;
  const messages = deeds.sent * month;
  const storedGb = (messages * 12 * replayed.storedBytesPerMessage) / 1e9;
  const sockets = (meter.causes.get('socket.hello')?.times ?? 0) * month;
  const http = meter.total('httpRequests') * month;
  const boots = deeds.boots * month;
  const units: Readonly<Record<Item, number>> = {
    frames: (meter.total('framesIn') + meter.total('framesOut')) * month,
    connectionMinutes: meter.connectionMinutes * month,
    httpRequests: http,
    invocations: meter.total('invocations') * month,
    gbSeconds: meter.total('gbSeconds') * month,
    writeUnits: meter.total('writeUnits') * month,
    readUnits: meter.total('readUnits') * month,
    storedGb,
    backedUpGb: storedGb,
    edgeRequests: http + sockets + boots * EDGE_REQUESTS_PER_BOOT,
    edgeGb: (meter.total('bytesOut') * month + boots * BYTES_PER_BOOT) / 1e9,
    logGb: 0,
    traces: tracedOf(meter.total('invocations') * month),
    monthlyPeople: people,
  };
  const lines = NAMES.map(([item, name]) => ({
    name,
    units: units[item],
    dollars: priceOf(units[item], PRICES[item]),
  }));
  const dollars = lines.reduce((sum, line) => sum + line.dollars, 0);
  return { people, lines, dollars, perPerson: dollars / people, perMessage: perMessageOf(replayed) };
}

export function perMessageOf({ meter, deeds }: Replayed): Bill['perMessage'] {
  const per = (units: number): number => units / deeds.sent;
  return {
    frames: per(meter.total('framesIn') + meter.total('framesOut')),
    invocations: per(meter.total('invocations')),
    writeUnits: per(meter.total('writeUnits')),
    readUnits: per(meter.total('readUnits')),
  };
}
