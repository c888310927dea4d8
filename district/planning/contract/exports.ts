import { Type } from 'typebox'
import { route } from '#platform/http/route.ts'
import { Text } from '../contract.ts'

/** The works that are asked for, as the page of the list asks for them; nothing is no condition. */
const query = Type.Object({
  q: Type.Optional(Text('Part of the name or of the unit', 80)),
  town: Type.Optional(Text('Town, or community', 40)),
  state: Type.Optional(Text('State', 20)),
  kind: Type.Optional(Text('Facility kind', 60)),
  programme: Type.Optional(Text('Programme that has a site there', 60)),
  scheme: Type.Optional(Text('Scheme it was made from', 40)),
  fit: Type.Optional(Text('How it stands to the plans of its place', 20)),
  sort: Type.Optional(
    Text('start, end, name, cost, funded or unfunded; - before it for the highest first', 20),
  ),
  language: Type.Optional(Type.Enum(['zh', 'en'], { description: 'Language of the document' })),
})

export const worksTable = route({
  method: 'GET',
  path: '/api/works.xlsx',
  summary: 'The list of works as the 规划表: places, means, dates, money, units, and what stands behind them',
  right: 'diagnosis.read',
  query,
  reply: Type.Unknown(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})

export const worksMap = route({
  method: 'GET',
  path: '/api/works.pdf',
  summary: 'The list of works as the 规划图: a map by number, and a table of what the numbers stand for',
  right: 'diagnosis.read',
  query,
  reply: Type.Unknown(),
  produces: 'application/pdf',
})

export const worksPackage = route({
  method: 'GET',
  path: '/api/works.oc4ids.json',
  summary: 'The list of works as a project package of OC4IDS 0.9',
  right: 'diagnosis.read',
  query,
  reply: Type.Unknown(),
  produces: 'application/json',
})
