import {registerHooks} from 'node:module'

const name = 'proofmark/check'

/** While files are imported: their `proofmark/check` is that of the program that runs, whether a package is installed beside them or not. */
export async function withDoor<T>(door: string, act: () => Promise<T>): Promise<T> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === name ? {url: door, shortCircuit: true} : next(specifier, context),
  })
  try {
    return await act()
  } finally {
    hooks.deregister()
  }
}
