import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { completeAnswers } from '#answers/defaults.js';
import { parseAnswers } from '#answers/schema.js';
import { decide } from '#decision/decide.js';
import { loadKnowledge } from '#knowledge/load.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';

const FOLDER = join(import.meta.dirname, '../../examples/answers');
const monolith = 'modular-monolith';

/** What its CTO would accept as the first choice; two where reasonable people differ. */
const ACCEPTABLE: Readonly<Record<string, readonly PatternId[]>> = {
  '01-three-person-start-up': [monolith],
  '02-growing-fintech': [monolith],
  '03-enterprise-dashboard': [monolith],
  '04-25-teams': ['microservices'],
  '05-bursty-webhooks': ['serverless'],
  '06-iot-ingestion': ['event-driven'],
  '07-ai-inference': [monolith],
  '08-hospital-portal': [monolith],
  '09-installed-at-customers': [monolith],
  '10-regional-bank-core': [monolith],
  '11-municipal-permits': [monolith],
  '12-logistics-planner': [monolith],
  '13-school-platform': [monolith, 'serverless'],
  '14-streaming-giant': ['microservices'],
  '15-marketplace': ['microservices'],
  '16-travel-booking': ['microservices'],
  '17-telecom-self-care': ['microservices'],
  '18-neobank-platform': ['microservices', 'event-driven'],
  '19-games-backend': ['microservices', 'event-driven'],
  '20-insurer-platform': ['microservices', monolith],
  '21-donation-nights': ['serverless'],
  '22-photo-printing': ['serverless'],
  '23-invoice-importer': ['serverless'],
  '24-parcel-notifications': ['serverless'],
  '25-ticket-lottery': ['serverless', monolith],
  '26-fraud-features': ['event-driven'],
  '27-energy-trading': ['event-driven'],
  '28-fleet-telematics': ['event-driven'],
  '29-ad-measurement': ['event-driven'],
  '30-order-events': ['event-driven'],
};

const knowledge = loadKnowledge();
const examples = readdirSync(FOLDER).map((file) => {
  const answers = parseAnswers(parse(readFileSync(join(FOLDER, file), 'utf8')));
  if (!answers.ok) throw new Error(`${file}: ${answers.problems[0]?.message ?? 'not valid'}`);
  const name = file.replace('.yaml', '');
  return { name, decision: decide(completeAnswers(answers.value), knowledge) };
});

describe('examples/answers', () => {
  it('are thirty, each with an expectation', () => {
    expect(examples).toHaveLength(30);
    expect(examples.map(({ name }) => name)).toEqual(Object.keys(ACCEPTABLE));
  });

  it.each(examples)('$name gets an answer that its CTO would accept', ({ name, decision }) => {
    expect(ACCEPTABLE[name]).toContain(decision.recommended.pattern);
  });

  it('are spread over the four patterns', () => {
    for (const pattern of PATTERN_IDS) {
      const won = examples.filter(({ decision }) => decision.recommended.pattern === pattern);
      expect(won.length, pattern).toBeGreaterThanOrEqual(5);
    }
  });
});
