import * as z from 'zod';

/** All that a `.hbs` file may say: a test holds every path used in one against this schema. */
export const View = z.strictObject({
  project: z.string(),
  generator: z.string(),
  node: z.string().describe('supported Node versions'),
  pattern: z.strictObject({
    id: z.string(),
    title: z.string(),
    summary: z.string(),
    whenToUse: z.array(z.string()),
    whenNotToUse: z.array(z.string()),
  }),
  is: z
    .strictObject({
      'modular-monolith': z.boolean(),
      microservices: z.boolean(),
      'event-driven': z.boolean(),
      serverless: z.boolean(),
    })
    .describe('true for the pattern of this repo'),
  has: z.record(z.string(), z.boolean()).describe('true for each feature of this repo'),
  modules: z.array(
    z.strictObject({
      name: z.string(),
      singular: z.string(),
      template: z.string(),
      engine: z.string(),
    }),
  ),
  apps: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.string(),
      trigger: z.string().nullable(),
      modules: z.string().describe('names, joined by commas'),
      libraries: z.string().describe('names, joined by commas'),
    }),
  ),
  architecture: z.string().describe('pictures and tables that `npm run docs` keeps true'),
  containers: z.string().describe('one of those pictures: what runs, and where data is kept'),
  moduleMap: z.string().describe('another: which module reads and hears of which'),
  features: z.array(z.strictObject({ id: z.string(), title: z.string(), summary: z.string() })),
  decision: z
    .strictObject({
      recommended: z.string(),
      chosen: z.string(),
      word: z.string(),
      because: z.string().nullable().describe('why the recommendation was not followed'),
    })
    .nullable(),
  scripts: z.array(z.strictObject({ name: z.string(), run: z.string() })),
  env: z.array(z.strictObject({ key: z.string(), example: z.string(), doc: z.string() })),
  firstRequests: z.array(z.string()).describe('shell lines that show it at work'),
  sections: z.array(z.strictObject({ title: z.string(), body: z.string() })),
});

export type View = Readonly<z.infer<typeof View>>;
