// The last step: the job ends as the run did, now that everything is reported.
import {outcomeOf, projectFolder, Stop, say, step} from './shared.mjs'

await step(() => {
  const outcome = outcomeOf(projectFolder())
  if (outcome === null) throw new Stop('Nothing was judged; the step that should have done so says why')
  say(outcome.summary)
  return outcome.exitCode
})
