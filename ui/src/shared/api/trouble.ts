/** The collector answered, and the answer is no. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
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

/** The body of an answer, or a {@link Refusal} or {@link Unreachable}. */
export async function bodyOf<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (cause) {
    throw new Unreachable(cause);
  }
  const { data, error, response } = answer;
  if (!response.ok || data === undefined) {
    throw new Refusal(response.status, detailOf(error) ?? response.statusText);
  }
  return data;
}

/** What a problem document (RFC 9457) says in words. */
function detailOf(problem: unknown): string | undefined {
  if (typeof problem !== 'object' || problem === null) {
    return undefined;
  }
  if ('detail' in problem && typeof problem.detail === 'string') {
    return problem.detail;
  }
  return 'title' in problem && typeof problem.title === 'string' ? problem.title : undefined;
}

export function isRefusal(error: unknown, status: number): boolean {
  return error instanceof Refusal && error.status === status;
}
