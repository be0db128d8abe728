import {defineConfig} from 'vitest/config'

// Only the tests of the site wait for its build: one, in a process of its own, shared by all of them. So with the package.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rooms',
          include: ['test/**/*.test.ts'],
          exclude: ['test/fixtures/**', 'test/site/**', 'test/package/**'],
          testTimeout: 30_000, // a slow machine is no failure
          maxWorkers: 2, // most of the time goes to commands that are started, on machines with two cores too
          sequence: {groupOrder: 0},
        },
      },
      {
        test: {
          name: 'site',
          include: ['test/site/**/*.test.ts'],
          globalSetup: 'test/setup/site.ts',
          sequence: {groupOrder: 1},
          fileParallelism: false, // some build a site of their own, and two builds at once take 2.4 GB
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: 'test/package/setup.ts',
          sequence: {groupOrder: 2},
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
