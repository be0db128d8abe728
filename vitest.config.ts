import {defineConfig} from 'vitest/config'

// Only the tests of the site wait for its build: one, in a process of its own, shared by all of them. So with the package.
const withPostgres = ['test/demo/**/*.test.ts', 'test/recsys-service/**/*.test.ts', 'test/recsys-service.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rooms',
          include: ['test/**/*.test.ts'],
          exclude: ['test/fixtures/**', 'test/site/**', 'test/package/**', ...withPostgres],
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
          name: 'demo',
          include: withPostgres,
          testTimeout: 30_000,
          sequence: {groupOrder: 3},
          fileParallelism: false, // two servers of Postgres that begin at once may want the same port and the same user
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
