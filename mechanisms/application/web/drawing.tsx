import 'bpmn-js/dist/assets/diagram-js.css'
import 'bpmn-js/dist/assets/bpmn-js.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'
import { useEffect, useId, useRef } from 'react'
import type { Step } from '#mechanisms/application/contract/shapes.ts'
import { procedureFile } from '#mechanisms/application/contract.ts'
import { JIUJING_BPMN } from '#mechanisms/application/rules/bpmn-extension.ts'
import { urlOf } from '#platform/http/route.ts'
import { figures } from '#platform/ui/figure.tsx'
import { type Language, useLanguage, useWords } from '#platform/ui/language.ts'
import { COLOURS, FONTS } from '#platform/ui/theme.ts'
import s from './drawing.module.css'
import { words } from './words.ts'

interface DrawingProps {
  readonly procedureId: string
  readonly version: number
  /** Of a case: its steps, and the step or end where it is. */
  readonly steps?: readonly Step[]
  readonly at?: string
}

/** Of no case. */
const NO_STEPS: readonly Step[] = []

/** What is used of diagram-js, which describes its canvas by its name alone. */
interface Canvas {
  zoom(to: 'fit-viewport' | number, centre?: 'auto' | object): number
  scrollToElement(element: string, padding?: number): void
}

/** A procedure as its file draws it, with what is done and where the case is; moved and zoomed by mouse and keyboard. */
export function Drawing({ procedureId, version, steps = NO_STEPS, at }: DrawingProps) {
  const w = useWords(words)
  const hint = useId()
  const language = useLanguage()
  const holder = useRef<HTMLDivElement>(null)
  const viewer = useRef<NavigatedViewer>(undefined)
  const url = urlOf(procedureFile, { params: { procedureId, version } })
  const { data: bpmn } = useSuspenseQuery({
    queryKey: [url],
    queryFn: async ({ signal }) => {
      const reply = await fetch(url, { signal })
      if (!reply.ok) throw new TypeError('network')
      return await reply.text()
    },
  })
  useEffect(() => {
    const drawn = new NavigatedViewer({
      container: holder.current!,
      // The wheel is the page's; the drawing has its buttons and keys.
      zoomScroll: { enabled: false },
      bpmnRenderer: { defaultStrokeColor: COLOURS.ink2, defaultLabelColor: COLOURS.ink },
      textRenderer: { defaultStyle: { fontFamily: FONTS }, externalStyle: { fontFamily: FONTS } },
    } as object)
    viewer.current = drawn
    let isGone = false
    void drawn.importXML(marked(bpmn, language, { steps, at })).then(() => {
      if (isGone) return
      const picture = holder.current?.querySelector('svg[tabindex]')
      picture?.setAttribute('role', 'group')
      picture?.setAttribute('aria-labelledby', hint)
      const canvas = drawn.get('canvas') as Canvas
      showAll(canvas)
      // On a narrow screen the whole is too small to read: it starts at the step where the case is, or at the start.
      if (holder.current!.clientWidth < 600) showAt(canvas, at ?? startOf(bpmn))
    })
    return () => {
      isGone = true
      drawn.destroy()
    }
  }, [bpmn, language, steps, at, hint])
  const canvas = () => viewer.current?.get('canvas') as Canvas
  const zoom = (by: number) => canvas().zoom((canvas().zoom as () => number)() * by, 'auto')
  return (
    <>
      <div ref={holder} className={s.canvas} {...figures('wording')} />
      <div className={`${s.tools} no-print`}>
        <span id={hint} className="quiet small">
          {w.drawingHint}
        </span>
        {at !== undefined && (
          <Button size="small" onClick={() => showAt(canvas(), at)}>
            {w.here}
          </Button>
        )}
        <Button size="small" onClick={() => showAll(canvas())}>
          {w.whole}
        </Button>
        <Button size="small" aria-label={w.zoomOut} onClick={() => zoom(1 / 1.25)}>
          −
        </Button>
        <Button size="small" aria-label={w.zoomIn} onClick={() => zoom(1.25)}>
          +
        </Button>
      </div>
    </>
  )
}

/** The whole, with some air around it. */
function showAll(canvas: Canvas): void {
  canvas.zoom(canvas.zoom('fit-viewport', 'auto') * 0.95, 'auto')
}

function showAt(canvas: Canvas, element: string): void {
  canvas.zoom(1, 'auto')
  canvas.scrollToElement(element, 120)
}

/** How a step is drawn: by a sign before its name, and in colour. */
const LOOKS: Readonly<Record<Step['state'], { sign: string; fill: string; stroke: string }>> = {
  done: { sign: '✓ ', fill: '#e2f0f0', stroke: COLOURS.primary },
  skipped: { sign: '✓ ', fill: '#ffffff', stroke: COLOURS.primary },
  current: { sign: '▶ ', fill: '#fdf3dc', stroke: '#8a5b00' },
  'coming-back': { sign: '← ', fill: '#fbece8', stroke: COLOURS.alarm },
  'to-come': { sign: '', fill: '#ffffff', stroke: COLOURS.ink2 },
}
/** BPMN in Color, which bpmn-js draws by. */
const COLOUR = 'http://www.omg.org/spec/BPMN/non-normative/color/1.0'

const parsed = (bpmn: string) => new DOMParser().parseFromString(bpmn, 'application/xml')
const startOf = (bpmn: string) => parsed(bpmn).getElementsByTagNameNS('*', 'startEvent')[0]?.id ?? ''

/** The file with names in the reader's language, and signs and colours for how far the case is. */
function marked(
  bpmn: string,
  language: Language,
  { steps, at }: { steps: readonly Step[]; at: string | undefined },
): string {
  const file = parsed(bpmn)
  if (language === 'en')
    for (const element of file.querySelectorAll('[name]')) {
      const name = element.getAttributeNS(JIUJING_BPMN.uri, 'nameEn')
      if (name) element.setAttribute('name', name)
    }
  const states = new Map(steps.map(({ node, state }) => [node, state]))
  for (const shape of file.querySelectorAll('[bpmnElement]')) {
    const id = shape.getAttribute('bpmnElement')!
    const state = states.get(id) ?? (id === at ? 'done' : undefined)
    if (!state) continue
    const { sign, fill, stroke } = LOOKS[state]
    const element = file.querySelector(`[id="${CSS.escape(id)}"]`)
    element?.setAttribute('name', sign + element.getAttribute('name'))
    shape.setAttributeNS(COLOUR, 'color:background-color', fill)
    shape.setAttributeNS(COLOUR, 'color:border-color', stroke)
  }
  return new XMLSerializer().serializeToString(file)
}
