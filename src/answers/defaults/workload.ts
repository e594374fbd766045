import type { CompleteAnswers, Given } from '../complete-answers.js';
import type { Answers } from '../schema.js';
import type { Fill } from './filler.js';
import { usual } from './numbers.js';
import { supervised } from './supervised.js';

type Workload = Given<'workload'>;

const FLOWING: readonly Workload[number][] = ['streaming', 'analytics', 'integration'];

function isFlow(workload: Workload): boolean {
  return workload.some((part) => FLOWING.includes(part));
}

function usualConsistency(workload: Workload): Given<'consistency'> {
  if (workload.includes('transactional')) return 'strong';
  return workload.includes('crud') ? 'mixed' : 'eventual';
}

/** An empty list of work says as little as no list. */
function notEmpty(answer: Answers['workload']): Answers['workload'] {
  return Array.isArray(answer) && answer.length === 0 ? undefined : answer;
}

function usualReplay({ compliance }: Answers, workload: Workload): [Given<'replay'>, string] {
  if (workload.includes('streaming')) return ['replay', 'streams are usually read again'];
  return supervised(compliance)
    ? ['audit', 'a supervised bank keeps who did what']
    : ['none', 'nothing asks for it'];
}

export function completeWorkload(
  answers: Answers,
  fill: Fill,
): Pick<CompleteAnswers, 'workload' | 'consistency' | 'replay' | 'consumers'> {
  const workload = fill<Workload>(
    'workload',
    notEmpty(answers.workload),
    ['crud', 'transactional'],
    'most backends keep business objects and change several at once',
  );
  return {
    workload,
    consistency: fill<Given<'consistency'>>(
      'consistency',
      answers.consistency,
      usualConsistency(workload),
      'usual for this workload',
    ),
    replay: fill<Given<'replay'>>('replay', answers.replay, ...usualReplay(answers, workload)),
    consumers: fill<number>(
      'consumers',
      answers.consumers,
      usual(isFlow(workload) ? 'consumers.flow' : 'consumers.other'),
      isFlow(workload)
        ? 'streams and integrations usually have a few readers'
        : 'no events with several readers named',
    ),
  };
}
