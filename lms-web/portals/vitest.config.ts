import { defineConfig } from 'vitest/config';
import { icons } from './vite.icons.ts';
import { messages } from './vite.messages.ts';

export default defineConfig({
  plugins: [messages(), icons()],
  define: { __BUILD__: '"test"', __VERSION__: '"0"' },
  test: { include: ['*/src/**/*.test.{ts,tsx}'], environment: 'node' },
});
