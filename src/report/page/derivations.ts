/** How a number of the page is computed, and from which records; `*` stands for every record that starts so. */
export interface Derivation {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly inputs: readonly string[];
}

const SIZE = ['capacity.cpu-ms', 'capacity.db-ms', 'capacity.target-utilisation'];
const PROCESSES = [
  ...SIZE,
  'price.fargate.*',
  'price.task.*',
  'price.alb.*',
  'price.nat.*',
  'price.rds.*',
  'price.hours-per-month',
];

export const DERIVATIONS: readonly Derivation[] = [
  {
    id: 'how.acceptability',
    title: 'First in so many draws',
    says: 'Each rating is drawn from its range, each weight from around its value and each assumed answer from its neighbours; counted is how often a pattern then has the highest value. The error is that of the counting alone. The words have fixed borders; the simplest pattern within the margin of a tie is recommended. It is a share of possible judgements, not the probability of being right.',
    inputs: ['draws.main', 'draws.worlds', 'confidence.*', 'unsure.*', 'weight.shape'],
  },
  {
    id: 'how.weight',
    title: 'Weight of a criterion',
    says: 'It grows with the need, faster than in proportion; related criteria share a cap, so that one worry does not count twice.',
    inputs: ['weight.*'],
  },
  {
    id: 'how.value',
    title: 'How far a pattern meets a need',
    says: 'All of it when the rating reaches the need, a quarter less for each level short; what exceeds the need adds next to nothing.',
    inputs: ['weight.bonus'],
  },
  {
    id: 'how.cost.modular-monolith',
    title: 'Hosting of a modular monolith',
    says: 'Two tasks at least, sized for the peak at the target utilisation; a load balancer, NAT gateways and one database with a standby.',
    inputs: [...PROCESSES, 'price.zones.modular-monolith'],
  },
  {
    id: 'how.cost.microservices',
    title: 'Hosting of microservices',
    says: 'Two small tasks for each deployable, a cluster, a load balancer, NAT gateways, a database with a standby for each, and queues.',
    inputs: [
      ...PROCESSES,
      'price.zones.microservices',
      'price.eks.hour',
      'price.sqs.request',
      'capacity.network-factor',
      'deployables.*',
    ],
  },
  {
    id: 'how.cost.event-driven',
    title: 'Hosting of an event-driven system',
    says: 'As microservices, with a managed log in place of the queues.',
    inputs: [
      ...PROCESSES,
      'price.zones.microservices',
      'price.eks.hour',
      'price.msk.*',
      'price.broker.copies',
      'capacity.broker-large-above',
      'deployables.*',
    ],
  },
  {
    id: 'how.cost.serverless',
    title: 'Hosting of functions',
    says: 'Each request pays for itself at the entrance, in the function and at the tables; with transactions over several objects, a database behind a proxy takes the place of the tables.',
    inputs: [
      'price.lambda.*',
      'price.http-api.request',
      'price.sqs.request',
      'price.dynamodb.*',
      'price.rds.*',
      'capacity.wall-ms',
      'capacity.function-gb',
      'capacity.table-*',
      'price.hours-per-month',
    ],
  },
  {
    id: 'how.people',
    title: 'Time of the people who run it',
    says: 'Engineers for the pattern itself and for each deployable, fewer the more mature operations are, times what an engineer costs.',
    inputs: ['people.*', 'answer.engineerCost', 'answer.opsMaturity'],
  },
  {
    id: 'how.capacity',
    title: 'Capacity',
    says: 'In flight: arrivals times the time each takes (Little’s law). Processors: arrivals times the processor time of each, divided by the utilisation that still leaves short queues.',
    inputs: [
      ...SIZE,
      'capacity.wall-ms',
      'capacity.lambda-concurrency',
      'capacity.database-vcpus-most',
      'capacity.warn-utilisation',
      'growth.*',
      'answer.peakRps',
      'answer.growth',
    ],
  },
  {
    id: 'how.flips',
    title: 'Where the answer turns',
    says: 'One answer is changed at a time, outwards in equal factors, and the whole decision is made again; reported is the nearest value with another winner.',
    inputs: ['flip.*', 'draws.flip', 'draws.check'],
  },
  {
    id: 'how.range',
    title: 'Hosting over the load',
    says: 'The bill of each pattern, computed again at loads that grow by equal factors; the peak keeps its ratio to the average. A turning point is where another pattern becomes the cheapest, found by halving.',
    inputs: [
      'range.*',
      'how.cost.modular-monolith',
      'how.cost.serverless',
      'how.cost.event-driven',
      'how.cost.microservices',
    ],
  },
  {
    id: 'how.free',
    title: 'Free tier',
    says: 'What offers without an end date take off the bill; the figures above do not count it.',
    inputs: ['price.free.*'],
  },
  {
    id: 'how.availability',
    title: 'Availability of a chain',
    says: 'A request succeeds when each link that it touches is up, so the promises are multiplied. Promises are what a provider pays for, not what is measured.',
    inputs: ['sla.*', 'availability.*', 'answer.availability'],
  },
  {
    id: 'how.likeness',
    title: 'Nearest published cases',
    says: 'Likeness in each respect that both the case and the answers state, averaged; quantities by factor, words by level, sets by overlap. Case codes are estimates of a reader.',
    inputs: ['precedents.*', 'open-cases'],
  },
  {
    id: 'how.hybrid',
    title: 'Parts that are treated apart',
    says: 'Each part of the work is judged alone; it leaves the core when that gains more than the least that pays for a seam, and when there are people to run one more kind of thing.',
    inputs: ['hybrid.*', 'people.*'],
  },
  {
    id: 'how.sensitivity',
    title: 'What the recommendation rests on',
    says: 'One number at a time is made larger and smaller by a factor, one word at a time replaced by each other word; what was assumed follows. The lead is the expected value of the recommendation minus that of the best other pattern.',
    inputs: ['sensitivity.factor', 'how.value', 'how.weight'],
  },
];
