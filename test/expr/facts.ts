import {Fact, type FactReading, type Truth} from '../../src/model/index.ts'

/** The facts that the tests of this folder read. */
export const facts = {
  serving_mode: Fact.parse({scope: 'tenant', values: {db_only: '!config.ARTIFACT', artifact: 'config.ARTIFACT'}}),
  auth: Fact.parse({take: 'some', values: {jwt: 'config.JWT', api_key: 'config.API_KEY'}}),
  exposure_hashing: Fact.parse({}),
}

/** A reading of one value of a fact. */
export const reading = (
  fact: string,
  value: string,
  truth: Truth,
  {tenant = '-', because = '', contradicted = false} = {},
): FactReading => ({fact, value, tenant, truth, source: 'config', contradicted, because})
