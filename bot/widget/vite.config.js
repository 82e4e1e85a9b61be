// One classic script without imports: a shop's page needs one tag and no module support on other origins (CORS).
// The same source gives the same bytes: the test that guards the committed bundle relies on it.
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    reportCompressedSize: false,
    lib: { entry: "src/main.ts", formats: ["iife"], name: "DaogouWidget", fileName: () => "widget.js" },
  },
  define: { "process.env.NODE_ENV": '"production"' },
  esbuild: { legalComments: "inline" },
});
