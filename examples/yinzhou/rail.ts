import type { MetroStation, Name } from './district.ts'
import type { MapBuilder } from './map-builder.ts'
import { smoothLine, toPlane } from './plane.ts'

type Stop = readonly [zh: string, en: string, lon: number, lat: number]

/**
 * Metro lines through the district, station by station. Names and order are real (D, domain facts §6.6); places are
 * put on the demo's own streets and are generated.
 */
const METRO: Readonly<Record<number, readonly Stop[]>> = {
  1: [
    ['江厦桥东', 'Jiangxiaqiao East', 121.5605, 29.8715],
    ['舟孟北路', 'Zhoumeng North Road', 121.5695, 29.8692],
    ['樱花公园', 'Sakura Park', 121.5778, 29.867],
    ['福明路', 'Fuming Road', 121.5882, 29.8643],
    ['世纪大道', 'Century Avenue', 121.5993, 29.8615],
    ['海晏北路', 'Haiyan North Road', 121.6101, 29.86],
    ['福庆北路', 'Fuqing North Road', 121.6205, 29.8587],
    ['盛莫路', 'Shengmo Road', 121.632, 29.857],
    ['东环南路', 'Donghuan South Road', 121.6448, 29.8543],
    ['邱隘', "Qiu'ai", 121.6545, 29.8517],
    ['五乡', 'Wuxiang', 121.6875, 29.8423],
    ['宝幢', 'Baozhuang', 121.7285, 29.8412],
  ],
  3: [['姜山', 'Jiangshan', 121.5447, 29.764]],
  4: [
    ['兴宁桥东', 'Xingningqiao East', 121.5505, 29.8567],
    ['白鹤', 'Baihe', 121.5622, 29.8546],
    ['儿童公园', "Children's Park", 121.5725, 29.8525],
    ['矮柳', 'Ailiu', 121.5822, 29.8506],
    ['潘火路', 'Panhuo Road', 121.5882, 29.842],
    ['嵩江东路', 'Songjiang East Road', 121.589, 29.828],
    ['南高教园区', 'South Higher Education Park', 121.5787, 29.8152],
    ['金达南路', 'Jinda South Road', 121.5903, 29.8067],
    ['小洋江', 'Xiaoyangjiang', 121.6075, 29.797],
    ['东钱湖', 'Dongqian Lake', 121.6237, 29.7855],
  ],
  6: [
    ['庆丰桥东', 'Qingfengqiao East', 121.5735, 29.8883],
    ['明楼', 'Minglou', 121.583, 29.887],
    ['沧海北路', 'Canghai North Road', 121.5925, 29.8855],
    ['明珠路', 'Mingzhu Road', 121.6025, 29.8838],
    ['院士路', 'Yuanshi Road', 121.6185, 29.882],
    ['聚贤路', 'Juxian Road', 121.6475, 29.879],
    ['梅墟', 'Meixu', 121.6535, 29.902],
  ],
  7: [
    ['云龙', 'Yunlong', 121.613, 29.787],
    ['小洋江', 'Xiaoyangjiang', 121.6075, 29.797],
    ['安石路', 'Anshi Road', 121.6122, 29.8065],
    ['回龙', 'Huilong', 121.633, 29.8196],
    ['尚德路', 'Shangde Road', 121.6318, 29.8345],
    ['邱隘', "Qiu'ai", 121.6545, 29.8517],
    ['盛莫路', 'Shengmo Road', 121.632, 29.857],
    ['北明程路', 'Beimingcheng Road', 121.6331, 29.867],
    ['民安东路', "Min'an East Road", 121.6135, 29.871],
    ['新天路', 'Xintian Road', 121.6012, 29.8733],
    ['福民公园', 'Fumin Park', 121.5913, 29.8749],
    ['体育馆', 'Gymnasium', 121.5815, 29.8765],
    ['曙光', 'Shuguang', 121.5715, 29.8783],
  ],
}

/** The stations, each once with all its lines; draws the lines underground on the map. */
export function layMetro(map: MapBuilder): MetroStation[] {
  const stations = new Map<string, { name: Name; lines: number[]; lon: number; lat: number }>()
  for (const [key, stops] of Object.entries(METRO)) {
    const number = Number(key)
    for (const [zh, en, lon, lat] of stops) {
      const known = stations.get(zh)
      if (known) known.lines.push(number)
      else stations.set(zh, { name: { zh, en }, lines: [number], lon, lat })
    }
    if (stops.length < 2) continue
    const track = smoothLine(
      stops.map(([, , lon, lat]) => toPlane(lon, lat)),
      120,
    )
    const name = `轨道交通${number}号线`
    map.way(track.map(map.node), {
      railway: 'subway',
      tunnel: 'yes',
      layer: '-2',
      name,
      'name:en': `Metro Line ${number}`,
    })
  }
  return [...stations.values()].map((station) => ({
    ...station,
    provenance: { generated: true, source: 'name and lines: S86; place: generated', grade: 'D' as const },
  }))
}
