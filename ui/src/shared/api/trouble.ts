import type { Mistake } from './client';

/** A problem as RFC 9457 has it, with the one extension of ours. Whatever stands in between may send less. */
export interface Problem {
  title?: string;
  detail?: string;
  mistakes?: Mistake[];
}

/** The collector answered, and the answer is no. */
export class Refusal extends Error {
  readonly status: number;
  /** What the collector says about it (RFC 9457); absent when something in between answered. */
  readonly problem: Problem | undefined;

  constructor(status: number, statusText: string, problem: Problem | undefined) {
    super(problem?.detail ?? problem?.title ?? `${String(status)} ${statusText}`);
    this.name = 'Refusal';
    this.status = status;
    this.problem = problem;
  }
}

/** The collector did not answer at all. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('the collector does not answer', { cause });
    this.name = 'Unreachable';
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** An answer that has a body, or a {@link Refusal} or {@link Unreachable}. */
export async function answerOf<T>(call: Promise<Answer<T>>): Promise<{ data: T; response: Response }> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (cause) {
    throw new Unreachable(cause);
  }
  const { data, error, response } = answer;
  if (!response.ok || data === undefined) {
    throw new Refusal(response.status, response.statusText, isProblem(error) ? error : undefined);
  }
  return { data, response };
}

/** The body of an answer, or a {@link Refusal} or {@link Unreachable}. */
export async function bodyOf<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data } = await answerOf(call);
  return data;
}

/** Whether an answer says what went wrong as RFC 9457 has it. */
export function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && ('title' in body || 'detail' in body);
}

export function isRefusal(error: unknown, status: number): error is Refusal {
  return error instanceof Refusal && error.status === status;
}
