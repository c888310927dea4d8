import type { Page } from 'playwright-core'

/**
 * Runs in the page: numbers of the page's content that open to nothing.
 *
 * A number may stand in a link or button, whose goal must exist; in a field; in an element marked `record` (it is
 * itself the row) or `wording` (its digits are part of a name, a rule or a date); or in one marked `opens`, which must
 * have a link or button.
 */
const BARE = `(() => {
  const main = document.querySelector('main')
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
  const bare = []
  const say = (why, element, text) => {
    const path = []
    for (let at = element; at && at !== main && path.length < 4; at = at.parentElement)
      path.unshift(at.localName + (at.id ? '#' + at.id : ''))
    bare.push(why + ' «' + text.trim().slice(0, 60) + '» ' + path.join(' > '))
  }
  const isSeen = (element) => element.getClientRects().length > 0
  while (walker.nextNode()) {
    const { parentElement: element, data } = walker.currentNode
    if (!/\\p{Nd}/u.test(data) || !isSeen(element) || element.closest('style, script, title')) continue
    const link = element.closest('a, button, summary, select, label, [role=combobox], [role=option]')
    if (link) {
      const goal = link.getAttribute('href')
      if (goal?.startsWith('#') && !document.getElementById(decodeURIComponent(goal.slice(1))))
        say('leads nowhere: ' + goal, element, data)
      continue
    }
    const mark = element.closest('[data-figures]')
    const are = mark?.dataset.figures
    if (are === 'record' || are === 'wording') continue
    if (are === 'opens' && mark.querySelector('a[href], button')) continue
    say('opens to nothing', element, data)
  }
  return bare
})()`

/** Every number on the page that opens to no rows, with the elements it stands in. */
export const bareFigures = async (page: Page): Promise<string[]> => (await page.evaluate(BARE)) as string[]
