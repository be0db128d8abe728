import {DatabaseError, Pool, type PoolClient, type QueryResultRow} from 'pg'
import {Problem} from '../problem.ts'

export type Query = <Row extends QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>

/** A Postgres behind a URL; nothing is connected before the first query. */
export interface Database {
  query: Query
  /** All of it or nothing. */
  transaction<Value>(work: (query: Query) => Promise<Value>): Promise<Value>
  close(): Promise<void>
}

/** No database answers there: not an error of ours, and none of the caller's. */
export class DatabaseUnreachable extends Problem {
  constructor() {
    super(503, '', 'the database does not answer')
  }
}

export function openDatabase(url: string): Database {
  const pool = new Pool({connectionString: url, max: 8, connectionTimeoutMillis: 2_000, query_timeout: 5_000})
  // An idle connection that breaks is replaced at the next query.
  pool.on('error', () => {})

  const transaction = <Value>(work: (query: Query) => Promise<Value>) =>
    connected(pool, async (client) => {
      const query = queryOf(client)
      await query('BEGIN')
      try {
        const value = await work(query)
        await query('COMMIT')
        return value
      } catch (error) {
        await query('ROLLBACK').catch(() => {})
        throw error
      }
    })

  return {
    query: (text, values) => connected(pool, (client) => queryOf(client)(text, values)),
    transaction,
    close: async () => {
      if (!pool.ending) await pool.end()
    },
  }
}

async function connected<Value>(pool: Pool, work: (client: PoolClient) => Promise<Value>): Promise<Value> {
  const client = await pool.connect().catch(() => {
    throw new DatabaseUnreachable()
  })
  let broken = false
  try {
    return await work(client)
  } catch (error) {
    broken = error instanceof DatabaseUnreachable
    throw error
  } finally {
    client.release(broken)
  }
}

// What Postgres itself says is an error of the query; all else is the connection's.
function queryOf(client: PoolClient): Query {
  return async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) => {
    const result = await client.query<Row>(text, [...values]).catch((error: unknown) => {
      throw error instanceof DatabaseError ? error : new DatabaseUnreachable()
    })
    return result.rows
  }
}
