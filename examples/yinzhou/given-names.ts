import type { Name } from './district.ts'
import { COMMUNITIES } from './names.ts'
import type { Random } from './random.ts'

type Word = readonly [zh: string, en: string]

const words = (text: string): Word[] => text.split(' ').map((w) => w.split(':') as unknown as Word)

const ROOTS = words(
  '新河:Xinhe 甬兴:Yongxing 江润:Jiangrun 锦绣:Jinxiu 翠柏:Cuibai 华茂:Huamao 明湖:Minghu 金桂:Jingui 银杏:Yinxing ' +
    '春晓:Chunxiao 秋实:Qiushi 望江:Wangjiang 听涛:Tingtao 云栖:Yunqi 天誉:Tianyu 澜庭:Lanting 嘉和:Jiahe 东韵:Dongyun ' +
    '南苑:Nanyuan 北欧:Beiou 钱湖:Qianhu 四明:Siming 鄞江:Yinjiang 塘河:Tanghe 兰亭:Lanting 荷塘:Hetang 梅园:Meiyuan ' +
    '竹径:Zhujing 松涛:Songtao 柳岸:Liuan 枫林:Fenglin 海棠:Haitang 丹桂:Dangui 玉兰:Yulan 紫薇:Ziwei 芙蓉:Furong ' +
    '百合:Baihe 康乐:Kangle 永安:Yongan 长宁:Changning 太平:Taiping 福临:Fulin 德馨:Dexin 文萃:Wencui 书香:Shuxiang ' +
    '学林:Xuelin 博雅:Boya 时代:Shidai 星河:Xinghe 晨曦:Chenxi 朝阳:Chaoyang 暮云:Muyun 清水:Qingshui 碧波:Bibo ' +
    '金地:Jindi 万里:Wanli 宏泰:Hongtai 盛世:Shengshi 恒丰:Hengfeng 富源:Fuyuan 瑞景:Ruijing 祥和:Xianghe 和悦:Heyue ' +
    '静安:Jingan 逸品:Yipin 雅戈:Yage 都会:Duhui 滨江:Binjiang 水映:Shuiying 湖畔:Hupan 栖霞:Qixia 凤起:Fengqi',
)

const ENDINGS: readonly (readonly [until: number, endings: readonly Word[]])[] = [
  [1990, words('新村:Xincun 小区:Xiaoqu 里:Li 公寓:Gongyu')],
  [2000, words('花园:Huayuan 小区:Xiaoqu 苑:Yuan 公寓:Gongyu')],
  [2010, words('花园:Huayuan 家园:Jiayuan 名苑:Mingyuan 华庭:Huating 水岸:Shuian')],
  [9999, words('府:Fu 湾:Wan 郡:Jun 公馆:Gongguan 云邸:Yundi 园:Yuan')],
]

const PHASES = words('一期:Phase-1 二期:Phase-2 三期:Phase-3 东区:East 西区:West 南区:South 北区:North')

/** Street names join one of the first with one of the second. */
const STREET_FIRST = words(
  '兴:Xing 永:Yong 民:Min 同:Tong 文:Wen 学:Xue 春:Chun 嘉:Jia 桂:Gui 宏:Hong 朝:Zhao 采:Cai 石:Shi 泗:Si 锦:Jin 长:Chang ' +
    '通:Tong 金:Jin 太:Tai 云:Yun 彩:Cai 星:Xing 诚:Cheng 惠:Hui 富:Fu 安:An 和:He 鄞:Yin 甬:Yong 潘:Pan 陈:Chen 王:Wang',
)
const STREET_SECOND = words(
  '业:ye 丰:feng 达:da 裕:yu 盛:sheng 华:hua 昌:chang 源:yuan 泰:tai 宁:ning 康:kang 祥:xiang 顺:shun 景:jing 江:jiang ' +
    '塘:tang 河:he 桥:qiao 堰:yan 浦:pu 漕:cao 园:yuan 林:lin 苑:yuan 秀:xiu 明:ming 德:de 贤:xian 家:jia 隘:ai',
)
const PLACES = words('东:East 西:West 南:South 北:North 中:Middle')
const STREET_KIND: Readonly<Record<string, Word>> = {
  arterial: ['大道', 'Avenue'],
  secondary: ['路', 'Road'],
  street: ['街', 'Street'],
  alley: ['巷', 'Lane'],
  road: ['路', 'Road'],
}

/** Hands out invented names, none twice. */
export function nameGiver(random: Random) {
  const taken = new Set<string>()
  const first = (make: (attempt: number) => Name): Name => {
    for (let attempt = 0; ; attempt++) {
      const name = make(attempt)
      if (taken.has(name.zh)) continue
      taken.add(name.zh)
      return name
    }
  }
  return {
    estate: (builtYear: number, community: number): Name =>
      first((attempt) => {
        const own = COMMUNITIES[community]!
        const local: Word = [
          own.zh.replace(/(社区|居委会|村)$/, ''),
          own.en.replace(/ (Community|Village)$/, ''),
        ]
        const root = random.chance(0.3) ? local : random.pick(ROOTS)
        const end = random.pick(ENDINGS.find(([until]) => builtYear < until)![1])
        const phase = attempt > 2 ? random.pick(PHASES) : undefined
        return {
          zh: root[0] + end[0] + (phase?.[0] ?? ''),
          en: [root[1], end[1], phase?.[1]].filter(Boolean).join(' '),
        }
      }),
    street: (kind: string): Name =>
      first((attempt) => {
        const [one, two] = [random.pick(STREET_FIRST), random.pick(STREET_SECOND)]
        const place = attempt > 4 ? random.pick(PLACES) : undefined
        const end = STREET_KIND[kind]!
        const zh = one[0] + two[0] + (place?.[0] ?? '') + end[0]
        return { zh, en: [one[1] + two[1], place?.[1], end[1]].filter(Boolean).join(' ') }
      }),
  }
}
