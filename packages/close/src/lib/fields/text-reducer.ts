import { fewerItems, inTurn, type Reducer, smallerItems, towards } from './reducer.ts'

/** Above so many characters, plainer characters are not worth the runs. */
const LONGEST_PLAINED = 40

/** Texts with fewer characters, then with plainer ones. */
export const shorterText: Reducer<string> = function* shortenText(text, cursor) {
  const characters = Array.from(text)
  for (const reduced of smallerCharacters(characters, cursor)) {
    yield { value: reduced.value.join(''), cursor: reduced.cursor }
  }
}

const plainer = smallerItems(towards('a'))

const smallerCharacters: Reducer<readonly string[]> = inTurn(
  fewerItems<string>(0),
  (characters, cursor) => (characters.length > LONGEST_PLAINED ? [] : plainer(characters, cursor)),
)
