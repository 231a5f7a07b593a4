import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

import { getResponse, type HttpHandler } from 'msw';

const BUILT = 'target/classes/META-INF/resources';
const TYPES: Partial<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The built console with made-up answers behind a real server: it can be slow, and it can go away and come back. */
export class OwnServer {
  /** How long each answer of the API takes. */
  answerMillis = 0;
  private readonly handlers: HttpHandler[];
  private server: Server | undefined;
  private port = 0;

  constructor(handlers: HttpHandler[]) {
    this.handlers = handlers;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** The first time on a free port, then on the same. */
  async start(): Promise<void> {
    const server = createServer((request, response) => {
      this.serve(request, response);
    });
    await new Promise<void>((started) => server.listen(this.port, '127.0.0.1', started));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Goes away: what is open is cut off, what comes is refused. */
  async stop(): Promise<void> {
    const stopped = new Promise((done) => this.server?.close(done));
    this.server?.closeAllConnections();
    await stopped;
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.url);
    if (/^\/api\/v1\/(alerts|sensors)\/stream$/.test(url.pathname)) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(': here\n\n');
    } else if (url.pathname.startsWith('/api/')) {
      setTimeout(() => void this.answer(url, request, response), this.answerMillis);
    } else {
      file(url.pathname, response);
    }
  }

  private async answer(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await getResponse(this.handlers, new Request(url, { method: request.method ?? 'GET' }));
    request.resume();
    response.writeHead(answer?.status ?? 404, Object.fromEntries(answer?.headers ?? []));
    response.end(answer ? Buffer.from(await answer.arrayBuffer()) : undefined);
  }
}

function file(path: string, response: ServerResponse): void {
  const asked = join(BUILT, normalize(path));
  const found = extname(asked) !== '' && existsSync(asked) ? asked : join(BUILT, 'index.html');
  response.writeHead(200, {
    'Content-Type': TYPES[extname(found)] ?? 'application/octet-stream',
    'Content-Encoding': 'gzip',
    'Cache-Control': found.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  response.end(gzipSync(readFileSync(found)));
}
