import { aligned } from './hcl.js';

export interface Variable {
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  readonly fallback?: string;
  /** Given anew for each run; in no state and no plan. */
  readonly passing?: true;
  readonly check?: readonly [condition: string, message: string];
}

export function declaration({ name, type, description, fallback, passing, check }: Variable): string {
  const values = [
    ...(description === undefined ? [] : [['description', `"${description}"`] as const]),
    ['type', type] as const,
    ...(fallback === undefined ? [] : [['default', fallback] as const]),
    ...(passing === undefined
      ? []
      : ([
          ['sensitive', 'true'],
          ['ephemeral', 'true'],
        ] as const)),
  ];
  const rule =
    check === undefined
      ? ''
      : `\n  validation {\n    condition     = ${check[0]}\n    error_message = "${check[1]}"\n  }\n`;
  return `variable "${name}" {\n${aligned(values, '  ')}${rule}}\n`;
}
