/** Who makes a version where files that the policy names have changed, as the collector calls it. */
const BY_FILES = 'files';

/** True for a version that nobody wrote: files that the policy names have changed. */
export function isByFiles({ author, changedFiles }: { author?: string | undefined; changedFiles: string[] }): boolean {
  return author === BY_FILES && changedFiles.length > 0;
}
