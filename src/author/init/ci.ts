/** Where a project's checks run for each change, by the file that says so, and the page that says how to gate it there. */
export interface Ci {
  name: 'GitHub Actions' | 'GitLab CI'
  file: string
  page: string
}

/** The CI of a project; null where none that we know is set up. */
export function ciIn(files: readonly string[]): Ci | null {
  const workflow = files.find((file) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file))
  if (workflow !== undefined) return {name: 'GitHub Actions', file: workflow, page: 'docs/guide/ci-github.md'}
  const pipeline = files.find((file) => /^\.gitlab-ci\.ya?ml$/.test(file))
  return pipeline === undefined ? null : {name: 'GitLab CI', file: pipeline, page: 'docs/guide/ci-gitlab.md'}
}
