import * as z from 'zod';
import { PATTERN_IDS } from '#shared/pattern-id.js';

// What the parts of a decision are made of.
export const Pattern = z.enum(PATTERN_IDS);
export const Share = z.number().min(0).max(1);
export const texts = z.array(z.string()).readonly();
export const Usd = z.number().min(0).describe('USD a month');
export const Answer = z.union([z.number(), z.string()]);
