/** The organization's country; its numbers may be written without a country code. */
const COUNTRY_CODE = '1'

/** How Close was seen to write numbers of these countries; others are shown as they are stored. */
const FORMS: readonly (readonly [RegExp, string, string])[] = [
  [/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1-$2-$3', 'US'],
  [/^\+44(20)(\d{4})(\d{4})$/, '+44 $1 $2 $3', 'GB'],
  [/^\+44(7\d{3})(\d{6})$/, '+44 $1 $2', 'GB'],
  [/^\+44(800)(\d{3})(\d{4})$/, '+44 $1 $2 $3', 'GB'],
  [/^\+44(\d+)$/, '+44 $1', 'GB'],
]

/**
 * A number as Close stores it: `+` and digits, with the organization's country code where none
 * was written. Recorded is that `1234` became `+441234` in a British organization.
 */
export function normalPhone(written: string): string {
  const digits = written.replaceAll(/\D/g, '')
  if (digits === '') return written
  const isWhole = written.trim().startsWith('+') || (digits.length === 11 && digits[0] === '1')
  return isWhole ? `+${digits}` : `+${COUNTRY_CODE}${digits}`
}

/** A stored number as Close shows it to people. */
export function formattedPhone(number: string): string {
  const form = FORMS.find(([pattern]) => pattern.test(number))
  return form === undefined ? number : number.replace(form[0], form[1])
}

/** The country of a stored number, as far as we can tell; `null` for others. */
export function countryOfPhone(number: string): string | null {
  return FORMS.find(([pattern]) => pattern.test(number))?.[2] ?? null
}
