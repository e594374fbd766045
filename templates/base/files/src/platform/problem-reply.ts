import type { FastifyReply } from 'fastify';
import { problem } from './errors.ts';

export function sendProblem(
  reply: FastifyReply,
  code: string,
  status: number,
  detail: string,
): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .send(problem(code, status, detail));
}
