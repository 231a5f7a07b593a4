import { EventSourceParserStream } from 'eventsource-parser/stream';

import type { Impact } from './client';
import { isProblem, Refusal, Unreachable } from './trouble';

interface WhatIfRequest {
  site: string;
  text: string;
}

/**
 * Asks what a policy would have changed at a site in the last days, and follows the answer as it comes.
 *
 * @param onProgress told how much of the record is judged, from 0 to 1
 * @param signal ends it, here and in the collector
 */
export async function askWhatIf(
  request: WhatIfRequest,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Impact> {
  const response = await answer(request, signal);
  const { body } = response;
  if (!response.ok || body === null) {
    const problem: unknown = await response.json().catch(() => undefined);
    throw new Refusal(response.status, response.statusText, isProblem(problem) ? problem : undefined);
  }
  const events = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
  for (;;) {
    const { done, value } = await events.read();
    if (done) {
      throw new Unreachable('the stream ended before the answer came');
    }
    const data: unknown = JSON.parse(value.data);
    if (value.event === 'impact') {
      return data as Impact;
    }
    if (value.event === 'problem') {
      throw new Refusal(response.status, response.statusText, isProblem(data) ? data : undefined);
    }
    onProgress((data as { done: number }).done);
  }
}

async function answer(request: WhatIfRequest, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch('/api/v1/policy/what-if', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
      body: JSON.stringify(request),
      signal,
    });
  } catch (cause) {
    throw signal.aborted ? cause : new Unreachable(cause);
  }
}
