import type { Emulator } from '@sandpit/emulator'
import { acquireThat } from './acquire-that.ts'
import { endlessAnswer, hostileText, longWaits } from './odd-answers.ts'
import { falseReleases } from './false-releases.ts'
import type { Layer } from './layer.ts'
import { lateList } from './late-list.ts'
import { oneForTwo } from './one-for-two.ts'
import { queuedReleases } from './queued-releases.ts'
import { takenOver } from './taken-over.ts'
import { uselessAcquire } from './useless-acquire.ts'

/** What a service may do that its reference does not say. */
export const misbehaviours: Readonly<Record<string, (emulator: Emulator) => Layer>> = {
  'a list that is late': () => lateList(300),
  'an acquire that is answered 502': () => acquireThat('answers 502'),
  'an acquire that is answered 503': () => acquireThat('answers 503'),
  'an acquire that is answered 409': () => acquireThat('answers 409'),
  'an acquire that is cut off': () => acquireThat('is cut off'),
  'releases that are queued': () => queuedReleases(),
  'releases that are not done': () => falseReleases('done'),
  'releases of what it does not know': () => falseReleases('of nothing'),
  'a sandbox without an address': () => uselessAcquire(),
  'one sandbox for two': () => oneForTwo(),
  'sandboxes that are taken over': (emulator) => takenOver(emulator),
  'an answer without an end': () => endlessAnswer(),
  'text that is no text': () => hostileText(),
  'a wait of a second': () => longWaits(),
}
