import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Lookup, Numbers } from '#knowledge/lookup.js';
import type { PatternId } from '#shared/pattern-id.js';
import { KB_PER_GB, MILLION, MS_PER_SECOND, SECONDS_PER_HOUR } from '#shared/quantity.js';
import { sizeAt } from './capacity.js';
import { deployablesOf } from './deployables.js';

/** The answers that a bill depends on. */
export type Billed = Pick<
  CompleteAnswers,
  'averageRps' | 'peakRps' | 'dataGb' | 'consistency' | 'workload' | 'modules'
>;

/** One line of a monthly bill, in USD. */
export interface CostLine {
  readonly what: string;
  readonly usd: number;
}

interface Bill {
  readonly price: Lookup;
  readonly threshold: Lookup;
  readonly complete: Billed;
  readonly hours: number;
  readonly millionRequests: number;
}

/** Containers at full size for the peak, and at least the smallest task twice. */
function containers(bill: Bill, apps: number, smallest: string, factor: number): CostLine {
  const { price, threshold, complete, hours } = bill;
  const floor = apps * price('price.task.copies') * price(smallest);
  const vcpus = Math.max(floor, sizeAt(complete.peakRps, threshold).vcpus * factor);
  const perHour =
    price('price.fargate.vcpu-hour') +
    price('price.task.gb-per-vcpu') * price('price.fargate.gb-hour');
  return { what: 'containers', usd: vcpus * perHour * hours };
}

function network(bill: Bill, zones: number): CostLine[] {
  const { price, threshold, complete, hours } = bill;
  const connections = complete.averageRps / threshold('capacity.requests-per-connection');
  const gbPerHour =
    (complete.averageRps * threshold('capacity.response-kb') * SECONDS_PER_HOUR) / KB_PER_GB;
  const units = Math.max(connections / price('price.alb.connections-per-lcu'), gbPerHour);
  const balancer = price('price.alb.hour') + units * price('price.alb.lcu-hour');
  return [
    { what: 'load balancer', usd: balancer * hours },
    { what: 'NAT gateways', usd: zones * price('price.nat.hour') * hours },
  ];
}

/** `copies` small databases, or what the load needs on large ones, each with a standby. */
function databases(bill: Bill, copies: number): CostLine {
  const { price, threshold, complete, hours } = bill;
  const needed = sizeAt(complete.peakRps, threshold).databaseVcpus;
  const large = Math.floor(needed / threshold('capacity.database-vcpus-large'));
  const perHour =
    copies * price('price.rds.small-multi-az-hour') + 2 * large * price('price.rds.large-hour');
  const storage = 2 * complete.dataGb * price('price.rds.gb-month');
  return { what: 'databases with a standby', usd: perHour * hours + storage };
}

function queueCalls(bill: Bill): CostLine {
  const calls =
    bill.millionRequests *
    bill.threshold('capacity.messages-per-request') *
    bill.threshold('capacity.deliveries-per-message');
  return { what: 'queues', usd: calls * bill.price('price.sqs.request') };
}

function gbSecondsPerRequest({ threshold }: Bill): number {
  return (threshold('capacity.wall-ms') / MS_PER_SECOND) * threshold('capacity.function-gb');
}

function functions(bill: Bill): CostLine[] {
  const { price, millionRequests } = bill;
  const gbSeconds = gbSecondsPerRequest(bill);
  const perMillion = price('price.lambda.request') + gbSeconds * price('price.lambda.gb-second');
  return [
    { what: 'functions', usd: millionRequests * perMillion },
    { what: 'HTTP API', usd: millionRequests * price('price.http-api.request') },
  ];
}

const TABLES = 'on-demand tables';

/** On-demand tables, where nothing asks for transactions over several objects; else a database behind a proxy. */
function functionStores(bill: Bill): CostLine[] {
  const { price, threshold, complete, hours, millionRequests } = bill;
  const perMillion =
    threshold('capacity.table-writes-per-request') * price('price.dynamodb.write') +
    threshold('capacity.table-reads-per-request') * price('price.dynamodb.read');
  const usd = millionRequests * perMillion + complete.dataGb * price('price.dynamodb.gb-month');
  const proxy = { what: 'database proxy', usd: 2 * price('price.rds.proxy-vcpu-hour') * hours };
  const database = databases(bill, 1);
  const isRelational =
    complete.consistency === 'strong' || complete.workload.includes('transactional');
  if (isRelational || usd > database.usd + proxy.usd) return [proxy, database];
  return [{ what: TABLES, usd }];
}

/** The monthly price of an event log of the size that the load asks for. */
export function brokerUsd(complete: Billed, numbers: Numbers): number {
  const { price, threshold } = numbers;
  const hours = price('price.hours-per-month');
  const isLarge = complete.peakRps > threshold('capacity.broker-large-above');
  const each = price(isLarge ? 'price.msk.large-hour' : 'price.msk.small-hour');
  const scale = Math.max(1, complete.peakRps / threshold('capacity.broker-large-above'));
  const brokers = price('price.broker.copies') * (isLarge ? Math.sqrt(scale) : 1);
  return brokers * each * hours + complete.dataGb * price('price.msk.gb-month');
}

/** The monthly price of one small service beside the rest, with or without a database of its own. */
export function serviceUsd({ price }: Numbers, hasDatabase: boolean): number {
  const perHour =
    price('price.fargate.vcpu-hour') +
    price('price.task.gb-per-vcpu') * price('price.fargate.gb-hour');
  const tasks = price('price.task.copies') * price('price.task.small-vcpu') * perHour;
  const database = hasDatabase ? price('price.rds.small-multi-az-hour') : 0;
  return (tasks + database) * price('price.hours-per-month');
}

function processes(bill: Bill, apps: number): CostLine[] {
  const { price, threshold, hours } = bill;
  return [
    containers(bill, apps, 'price.task.small-vcpu', threshold('capacity.network-factor')),
    { what: 'cluster', usd: price('price.eks.hour') * hours },
    ...network(bill, price('price.zones.microservices')),
    databases(bill, apps),
  ];
}

/** What the offers without an end date take off a bill; nothing where a pattern uses none of them. */
export function freeTierOf(pattern: PatternId, complete: Billed, numbers: Numbers): number {
  const bill = billOf(complete, numbers);
  const { price, millionRequests } = bill;
  const calls = queueCalls(bill).usd / price('price.sqs.request');
  const queues = Math.min(calls, price('price.free.sqs-million-requests'));
  const offQueues = queues * price('price.sqs.request');
  if (pattern === 'microservices') return offQueues;
  if (pattern !== 'serverless') return 0;
  const requests = Math.min(millionRequests, price('price.free.lambda-million-requests'));
  const gbSeconds = Math.min(
    millionRequests * gbSecondsPerRequest(bill),
    price('price.free.lambda-million-gb-seconds'),
  );
  const isTables = functionStores(bill).some(({ what }) => what === TABLES);
  const gigabytes = isTables ? Math.min(complete.dataGb, price('price.free.dynamodb-gb')) : 0;
  return (
    offQueues +
    requests * price('price.lambda.request') +
    gbSeconds * price('price.lambda.gb-second') +
    gigabytes * price('price.dynamodb.gb-month')
  );
}

function billOf(complete: Billed, numbers: Numbers): Bill {
  const hours = numbers.price('price.hours-per-month');
  const millionRequests = (complete.averageRps * hours * SECONDS_PER_HOUR) / MILLION;
  const { price, threshold } = numbers;
  return { price, threshold, complete, hours, millionRequests };
}

/** The monthly bill of a pattern at today's load, list prices. */
export function hostingOf(pattern: PatternId, complete: Billed, numbers: Numbers): CostLine[] {
  const bill = billOf(complete, numbers);
  const apps = deployablesOf(pattern, complete, numbers.threshold);
  switch (pattern) {
    case 'modular-monolith':
      return [
        containers(bill, apps, 'price.task.vcpu', 1),
        ...network(bill, numbers.price('price.zones.modular-monolith')),
        databases(bill, 1),
      ];
    case 'serverless':
      return [...functions(bill), queueCalls(bill), ...functionStores(bill)];
    case 'event-driven':
      return [...processes(bill, apps), { what: 'event log', usd: brokerUsd(complete, numbers) }];
    case 'microservices':
      return [...processes(bill, apps), queueCalls(bill)];
  }
}
