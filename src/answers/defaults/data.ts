import type { CompleteAnswers, Given } from '../complete-answers.js';
import type { Answers } from '../schema.js';
import { said } from './filler.js';
import type { Fill } from './filler.js';
import { usual } from './numbers.js';

type DataClasses = Given<'dataClasses'>;
type Regimes = Given<'compliance'>;

/** Which regime usually comes with which data. */
const PAIRS: readonly { readonly data: DataClasses[number]; readonly regime: Regimes[number] }[] = [
  { data: 'personal', regime: 'gdpr' },
  { data: 'health', regime: 'hipaa' },
  { data: 'cards', regime: 'pci' },
  { data: 'financial', regime: 'banking' },
  { data: 'government', regime: 'fedramp' },
];

function classesFrom(regimes: Regimes): DataClasses {
  const implied = PAIRS.filter(({ regime }) => regimes.includes(regime)).map(({ data }) => data);
  return implied.length > 0 ? implied : ['internal'];
}

/** Government and money data do not by themselves put a system under FedRAMP or bank supervision. */
function regimesFrom(classes: DataClasses): Regimes {
  const implied = PAIRS.filter(
    ({ data, regime }) => classes.includes(data) && regime !== 'fedramp' && regime !== 'banking',
  ).map(({ regime }) => regime);
  return implied.length > 0 ? implied : ['none'];
}

export function completeData(
  answers: Answers,
  fill: Fill,
): Pick<CompleteAnswers, 'dataClasses' | 'compliance' | 'dataGb'> {
  const compliance = fill<Regimes>(
    'compliance',
    answers.compliance,
    regimesFrom(said(answers.dataClasses) ?? []),
    'what the kinds of data imply',
  );
  return {
    compliance,
    dataClasses: fill<DataClasses>(
      'dataClasses',
      answers.dataClasses,
      classesFrom(compliance),
      'what the regimes imply',
    ),
    dataGb: fill<number>('dataGb', answers.dataGb, usual('data-gb'), 'fits a small database'),
  };
}
