import { type Html, html } from './html.ts'
import { layout } from './layout.ts'

/** Asks for the key; `isWrong` after a wrong one. */
export function signInPage({ isWrong }: { readonly isWrong: boolean }): Html {
  const alert = html`<p class="error" role="alert">That is not this emulator's key.</p>`
  return layout(
    'Sign in - Sandpit emulator',
    html`<main id="main">
      <form class="sign-in" method="post" action="/_sandpit/sign-in">
        <h1>Sandpit emulator</h1>
        ${isWrong ? alert : ''}
        <label for="key">API key</label>
        <input id="key" name="key" type="password" autocomplete="off" required autofocus />
        <button type="submit">Sign in</button>
      </form>
    </main>`,
  )
}
