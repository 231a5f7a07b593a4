import type { Plugin, Rolldown } from 'vite';

/** Names the font of every page in index.html: it is fetched with the styles, and nothing is laid out twice. */
export function fontAhead(): Plugin {
  return {
    name: 'curfew-font-ahead',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        fontsOf(bundle).map((name) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${name}` },
          injectTo: 'head',
        })),
    },
  };
}

/** The files of the font in which every page is written. */
export function fontsOf(bundle: Rolldown.OutputBundle): string[] {
  return Object.keys(bundle).filter((name) => /RedHatTextVF-(?!Italic)/.test(name));
}
