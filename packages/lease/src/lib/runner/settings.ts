import { SandpitError } from '@sandpit/client/errors'
import { nearMiss } from '@sandpit/client/near-miss'

/** What one setting can be. */
export interface Setting {
  /** In words, after 'it is'. */
  readonly is: string
  readonly accepts: (value: unknown) => boolean
  /** The texts that it can be, where those can be listed; for what was probably meant. */
  readonly texts?: readonly string[]
}

/** One for each name that an object of settings may have. */
export type SettingsOf<Settings> = Readonly<Record<keyof Settings & string, Setting>>

/**
 * Checks an object of settings, which plain JavaScript may have made of anything. Leaves out what is
 * undefined, so that equal settings are equal.
 *
 * @param subject whose settings they are, as the start of a sentence
 * @throws SandpitError `configuration` for a name that there is not, and a value that it cannot be
 */
export function checkSettings<Settings extends object>(
  subject: string,
  settings: SettingsOf<Settings>,
  value: unknown,
): Settings {
  const names = Object.keys(settings)
  if (!isRecord(value))
    throw wrong(subject, `is given ${shown(value)}; it takes an object with ${list(names)}`)
  const given = Object.entries(value).filter(([, each]) => each !== undefined)
  for (const [name, each] of given) {
    if (!isNameOf(settings, name))
      throw wrong(
        subject,
        `has no option '${name}'; ${meant(name, names) ?? `it has ${list(names)}`}`,
      )
    const { is, accepts, texts = [] } = settings[name]
    if (!accepts(each))
      throw wrong(subject, `has ${name}: ${shown(each)}; ${meant(each, texts) ?? `it is ${is}`}`)
  }
  return Object.fromEntries(given) as Settings
}

/** A setting that is one of these texts. */
export function oneOf(...texts: readonly string[]): Setting {
  const is = texts.map((text) => `'${text}'`).join(' or ')
  return { is, texts, accepts: (value) => texts.some((text) => text === value) }
}

/** A setting that is a whole number, at least so large. */
export function countFrom(least: number): Setting {
  return {
    is: `a whole number, ${least} or more`,
    accepts: (value) => Number.isInteger(value) && Number(value) >= least,
  }
}

/** A setting that is a time in milliseconds. */
export const milliseconds: Setting = {
  is: 'a number of milliseconds, 0 or more',
  accepts: (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0,
}

function meant(given: unknown, names: readonly string[]): string | undefined {
  const name = typeof given === 'string' ? nearMiss(given, names) : undefined
  return name === undefined ? undefined : `did you mean '${name}'?`
}

function isNameOf<Settings>(
  settings: SettingsOf<Settings>,
  name: string,
): name is keyof Settings & string {
  return Object.hasOwn(settings, name)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrong(subject: string, problem: string): SandpitError {
  return new SandpitError('configuration', `${subject} ${problem.replace(/(?<!\?)$/, '.')}`)
}

/** A key that ended up in the wrong place is not to end up in a report as well. */
function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value)
  const key = process.env['KLAVIS_API_KEY']
  return key ? text.replaceAll(key, '[redacted]') : text
}

function list(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
