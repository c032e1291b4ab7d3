import { describe, expect, it } from 'vitest'
import { parseRunSettings } from './run-settings.ts'

describe('parseRunSettings', () => {
  it('takes what each setting can be, and leaves out what is undefined', () => {
    const settings = { spares: 'auto', ceiling: 4, verify: 'always', waitMs: 0, timeline: 'a.html' }
    expect(parseRunSettings({ ...settings, service: undefined })).toEqual(settings)
    expect(Object.keys(parseRunSettings({ service: undefined }))).toEqual([])
  })

  it.each([
    [{ service: 'Hosted' }, 'sandpit() has service: "Hosted"; did you mean \'hosted\'?'],
    [{ spares: 'Auto' }, 'sandpit() has spares: "Auto"; did you mean \'auto\'?'],
    [{ spares: -1 }, "sandpit() has spares: -1; it is a whole number, 0 or more, or 'auto'."],
    [{ spares: '2' }, 'sandpit() has spares: "2"; it is a whole number, 0 or more, or \'auto\'.'],
    [{ ceiling: 0 }, 'sandpit() has ceiling: 0; it is a whole number, 1 or more.'],
    [{ ceiling: 1.5 }, 'sandpit() has ceiling: 1.5; it is a whole number, 1 or more.'],
    [{ verify: true }, "sandpit() has verify: true; it is 'first' or 'always' or 'never'."],
    [{ verify: 'newer' }, 'sandpit() has verify: "newer"; did you mean \'never\'?'],
    [{ waitMs: NaN }, 'sandpit() has waitMs: NaN; it is a number of milliseconds, 0 or more.'],
    [{ waitMs: '5s' }, 'sandpit() has waitMs: "5s"; it is a number of milliseconds, 0 or more.'],
    [
      { timeline: 'a.htm' },
      'sandpit() has timeline: "a.htm"; it is the name of a file that ends in .html or .json.',
    ],
    [
      { services: [{}] },
      'sandpit() has services: [{}]; it is a list of services, each made with `defineService` of @sandpit/client/service.',
    ],
    [
      { emulator: [] },
      'sandpit() has emulator: []; it is an object of options for the embedded emulator, such as { systems: [...] }.',
    ],
    [{ spare: 2 }, "sandpit() has no option 'spare'; did you mean 'spares'?"],
    [
      { workers: 2 },
      "sandpit() has no option 'workers'; it has service, spares, ceiling, verify, waitMs, reach, timeline, benchmark, testAccountEmail, services and emulator.",
    ],
    [
      'hosted',
      'sandpit() is given "hosted"; it takes an object with service, spares, ceiling, verify, waitMs, reach, timeline, benchmark, testAccountEmail, services and emulator.',
    ],
  ])('refuses %j', (value, message) => {
    expect(() => parseRunSettings(value)).toThrow(
      expect.objectContaining({ code: 'configuration', message }),
    )
  })
})
