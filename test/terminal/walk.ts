/** One screen of the wizard, and the keys that lead to it from the screen before. */
export interface Scene {
  readonly name: string;
  /** What there is to see, for the documentation. */
  readonly says: string;
  readonly keys: readonly string[];
  /** Text that is there once the screen is complete. */
  readonly until: string;
  /** False: on the way only. */
  readonly shown?: false;
}

/** Through the whole wizard in quick mode, with a look at everything that it can show. */
export const WALK: readonly Scene[] = [
  {
    name: 'Start',
    says: 'Who asks, and the first question. Enter takes what is suggested; Tab puts it on the line to be edited.',
    keys: [],
    until: 'tab edit',
  },
  { name: 'Modules', says: '', keys: ['Enter'], until: 'Modules', shown: false },
  {
    name: 'How much to answer',
    says: 'Answered questions shrink to one line. `--quick` and `--detailed` answer this one.',
    keys: ['users,orders,catalog', 'Enter'],
    until: 'Detailed',
  },
  {
    name: 'Estimates while answering',
    says: 'The real decision with fewer draws, for the answer as it is being typed. The numbers in the middle are points won or lost by it.',
    keys: ['Enter', '60'],
    until: 'so far',
  },
  { name: 'Teams', says: '', keys: ['Enter', '9'], until: '› 9', shown: false },
  {
    name: 'Why a question is asked',
    says: '`?` shows what the answer changes in the decision, and on what that rests.',
    keys: ['Enter', '?'],
    until: '? close',
  },
  {
    name: 'A choice under the cursor',
    says: 'Moving the cursor shows what each choice would mean before it is taken.',
    keys: ['?', 'Up', 'Up'],
    until: '4: platform team',
  },
  { name: 'People', says: '', keys: ['Enter', '200000'], until: '200000', shown: false },
  { name: 'Variability', says: '', keys: ['Enter', 'Up', 'Up'], until: 'spiky', shown: false },
  {
    name: 'Several answers',
    says: 'Space picks, `a` picks all.',
    keys: ['Enter', 'Space', 'Down', 'Space', 'End', 'Up', 'Space'],
    until: '[x] gluing',
  },
  {
    name: 'Review',
    says: 'Every answer, given or assumed; choosing one changes it. Escape leads back to the questions.',
    keys: ['Enter', 'Down', 'Down'],
    until: 'Engineers in 18 months.',
  },
  {
    name: 'Recommendation',
    says: 'The four patterns, why the first one is first, and what would change that.',
    keys: ['Home', 'Enter'],
    until: 'What would change it',
  },
  {
    name: 'Another pattern under the cursor',
    says: 'What it would win and lose. Taking it asks for a reason, which is recorded.',
    keys: ['Down'],
    until: 'Instead of',
  },
  {
    name: 'Features',
    says: 'By group, with the defaults of the pattern ticked; below, what the one under the cursor is and needs.',
    keys: ['Up', 'Enter'],
    until: 'space pick',
  },
  {
    name: 'Before anything is written',
    says: 'Modules, apps, features and the tree with how many files each folder gets.',
    keys: ['Enter'],
    until: 'Write it',
  },
];

/** Where the walk writes, and what it is started with. */
export const WALK_ARGS = ['--no-install', '--no-git'] as const;
