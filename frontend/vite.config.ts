import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The built page is embedded in the server's binary and served from "/", next to "/api/v1".
export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  base: "/",
  build: {
    outDir: "dist",
    target: "es2022",
    reportCompressedSize: true,
    chunkSizeWarningLimit: 900,
  },
  server: {
    port: 5173,
    proxy: { "/api": process.env.SCENEPOOL_API ?? "http://127.0.0.1:8080" },
  },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
