import { defineConfig, loadEnv, type Plugin } from "vite";

// The licences of all packages that are in the build ask to go with it: they become a file beside it, which the page names.
function licences(): Plugin {
  return {
    name: "licences",
    apply: "build",
    async generateBundle(_, bundle) {
      const folders = new Set<string>();
      for (const file of Object.values(bundle)) {
        if (file.type !== "chunk") continue;
        for (const id of file.moduleIds) {
          const folder = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
          if (folder && !id.startsWith("\0")) folders.add(folder);
        }
      }
      const texts: string[] = [];
      for (const folder of [...folders].sort()) {
        const { name, version } = JSON.parse(await this.fs.readFile(`${folder}/package.json`, { encoding: "utf8" })) as {
          name: string;
          version: string;
        };
        // A package without the file ends the build: what may be passed on is not known then.
        const text = await this.fs.readFile(`${folder}/LICENSE`, { encoding: "utf8" });
        texts.push(`${name} ${version}\n\n${text.trim()}\n`);
      }
      this.emitFile({ type: "asset", name: "licences.txt", source: texts.join(`\n${"-".repeat(80)}\n\n`) });
    },
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle }) {
        const file = Object.keys(bundle ?? {}).find((name) => name.endsWith(".txt"));
        return file ? [{ tag: "link", attrs: { rel: "license", href: `/${file}` }, injectTo: "head" }] : [];
      },
    },
  };
}

// The server that `npm run dev` asks; the page itself is served by Vite then.
export default defineConfig(({ mode }) => {
  const server = loadEnv(mode, ".", "DRAGOMAN_")["DRAGOMAN_SERVER"] ?? "http://127.0.0.1:8080";
  const proxy = Object.fromEntries(["/v1", "/openapi.json", "/docs", "/readyz", "/livez"].map((path) => [path, server]));
  return {
    base: "/",
    plugins: [licences()],
    esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none" },
    build: {
      target: "es2021",
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 600,
      rollupOptions: {
        output: {
          hashCharacters: "hex",
          entryFileNames: "assets/explorer.[hash:12].js",
          chunkFileNames: "assets/[name].[hash:12].js",
          assetFileNames: ({ names }) => `assets/${names[0] === "licences.txt" ? "licences" : "explorer"}.[hash:12][extname]`,
        },
      },
    },
    server: { proxy },
    preview: { proxy },
  };
});
