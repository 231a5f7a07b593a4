const LOOK_MILLIS = 2_000;

/**
 * Fetches a part of the console. While the server is away it waits, where the router would load the page anew and lose it;
 * with the server there, a part that is gone means that the console was updated, and the router may do so.
 */
export async function partOf<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch {
    while (!(await isThere())) {
      await new Promise((looked) => setTimeout(looked, LOOK_MILLIS));
    }
    return load();
  }
}

async function isThere(): Promise<boolean> {
  try {
    const answer = await fetch('/', { cache: 'no-store' });
    return answer.status < 500;
  } catch {
    return false;
  }
}
