import * as z from 'zod';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, GlobWithPlaceholder } from '../../globs.js';
import { groupBy } from '../../group-by.js';
import { moduleLookup } from '../../module-lookup.js';
import type { MessageUse } from '../../project-model.js';
import { defineRule } from '../../rule.js';

const Options = z.strictObject({
  modules: GlobWithPlaceholder.optional().describe(
    'the folder of a module, such as src/modules/<module>; without it, the modules of the layout',
  ),
  external: z.array(Glob).default([]).describe('messages that come from or go to other systems'),
  unheard: z.enum(['report', 'allow']).default('allow').describe('a message that nobody consumes'),
  except: z.array(Glob).default([]).describe('files that are not judged, such as tests'),
});

/** Every message has one publisher, and whoever waits for one does not wait in vain. */
export const rule = defineRule({
  summary: 'Each message is published by one module and consumed only where it is published',
  needs: 'facts',
  options: Options,
  check: (project, options) => {
    const lookup = moduleLookup(project, options.modules);
    const isExcepted = firstMatch(options.except);
    const isExternal = firstMatch(options.external);
    const uses = (project.facts?.messages ?? []).filter(
      ({ file, message }) => isExcepted(file) === undefined && isExternal(message) === undefined,
    );
    const declares = uses.some(({ direction }) => direction === 'declared');
    const owner = (use: MessageUse) => lookup.of(use.file)?.name ?? use.file;
    const findings = [...groupBy(uses, ({ message }) => message).values()].flatMap((all) => {
      const published = all.filter(({ direction }) => direction === 'published');
      const consumed = all.filter(({ direction }) => direction === 'consumed');
      const [first] = published;
      const declared = all.find(({ direction }) => direction === 'declared');
      // A command is declared by the one that obeys it, and anybody may give it, or nobody yet.
      const command = consumed.some(
        (use) => declared !== undefined && owner(use) === owner(declared),
      );
      if (first === undefined)
        return command ? [] : consumed.map((use) => unpublished(use, owner(use)));
      const others = published.filter((use) => owner(use) !== owner(first));
      return [
        ...(declares && declared === undefined
          ? published.map((use) => undeclared(use, owner(use)))
          : []),
        ...(command ? [] : others.map((use) => twice(use, owner(use), first, owner(first)))),
        ...(consumed.length === 0 && options.unheard === 'report' ? [unheard(first)] : []),
      ];
    });
    const judged = project.files
      .map(({ path }) => path)
      .filter((path) => isExcepted(path) === undefined);
    return { findings, judged, unmatched: [] };
  },
});

function unpublished(use: MessageUse, module: string): RuleFinding {
  return {
    ...at(use),
    code: 'MESSAGE_NEVER_PUBLISHED',
    message: `${module} consumes ${use.message}, which nobody publishes`,
    proof: [use.file],
  };
}

function twice(use: MessageUse, module: string, first: MessageUse, owner: string): RuleFinding {
  return {
    ...at(use),
    code: 'MESSAGE_PUBLISHED_TWICE',
    message: `${module} publishes ${use.message}, which ${owner} publishes too: consumers cannot know whose word it is`,
    proof: [use.file, first.file],
  };
}

function undeclared(use: MessageUse, module: string): RuleFinding {
  return {
    ...at(use),
    code: 'MESSAGE_NOT_DECLARED',
    message: `${module} publishes ${use.message}, which no contract declares: nobody can know what it carries`,
    proof: [use.file],
  };
}

function unheard(use: MessageUse): RuleFinding {
  return {
    ...at(use),
    code: 'MESSAGE_NEVER_CONSUMED',
    message: `nobody consumes ${use.message}`,
    proof: [use.file],
  };
}

function at({ file, line, column, message, direction, by }: MessageUse) {
  const args = { message, direction, by };
  return { file, line, column, args, subject: `${file} ${direction} ${message}` };
}
