import { defineConfig, loadEnv } from "vite";

// The server that `npm run dev` asks; the page itself is served by Vite then.
export default defineConfig(({ mode }) => {
  const server = loadEnv(mode, ".", "DRAGOMAN_")["DRAGOMAN_SERVER"] ?? "http://127.0.0.1:8080";
  const proxy = Object.fromEntries(["/v1", "/openapi.json", "/docs", "/readyz", "/livez"].map((path) => [path, server]));
  return {
    base: "/",
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
          assetFileNames: "assets/explorer.[hash:12][extname]",
        },
      },
    },
    server: { proxy },
    preview: { proxy },
  };
});
