import type { Advice, Knowledge, Topic } from '#knowledge/schema.js';

import { conditionWords, holds, type Situation } from './conditions.js';
import type { Technology } from './technology.js';

function optionOf({ options, id }: Topic, choice: string): Topic['options'][number] {
  const found = options.find((option) => option.id === choice);
  if (found === undefined) throw new Error(`${id} has no option ${choice}`);
  return found;
}

/** A rule whose conditions nobody was asked about never fires by itself. */
function fires({ when }: Advice, situation: Situation): boolean {
  return when.length > 0 && when.every((condition) => holds(condition, situation));
}

/** Of several rules that fire, the one that asks for most speaks. */
function strongest(rules: readonly Advice[], situation: Situation): Advice | undefined {
  return rules
    .filter((rule) => fires(rule, situation))
    .sort((a, b) => b.when.length - a.when.length)[0];
}

function changesOf(topic: Topic, rules: readonly Advice[], choice: string, situation: Situation) {
  return rules
    .filter((rule) => rule.choose !== choice && !fires(rule, situation))
    .map(({ id, choose, when, says }) => ({
      to: choose,
      name: optionOf(topic, choose).title,
      when: when
        .filter((condition) => !holds(condition, situation))
        .map((condition) => conditionWords(condition)),
      because: says,
      evidence: id,
    }));
}

function adviceOn(topic: Topic, knowledge: Knowledge, situation: Situation): Technology {
  const rules = knowledge.advice.filter((rule) => rule.topic === topic.id);
  const rule = strongest(rules, situation);
  const choice = rule?.choose ?? topic.usually;
  const { title, builds, note } = optionOf(topic, choice);
  return {
    topic: topic.id,
    title: topic.title,
    choice,
    name: title,
    because: rule?.says ?? topic.says,
    evidence: [rule?.id ?? topic.id],
    builds,
    note,
    changes: changesOf(topic, rules, choice, situation),
  };
}

/** What to build the recommended pattern with, why, and what would change that: rules are data. */
export function adviceOf(situation: Situation, knowledge: Knowledge): Technology[] {
  return knowledge.topics.map((topic) => adviceOn(topic, knowledge, situation));
}
