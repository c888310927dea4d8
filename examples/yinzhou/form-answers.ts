import { dayOf, isoOf } from '#core/schedule/day.ts'
import { random } from './random.ts'

const SCENARIOS = {
  neighbour: ['邻里', '邻里中心与共享客厅，睦邻活动和积分'],
  education: ['教育', '托育点、幸福学堂和四点半课堂'],
  health: ['健康', '社区卫生服务站、健身步道和助老食堂'],
  startup: ['创业', '共享办公与青年公寓'],
  building: ['建筑', '立面整治、加装电梯、风貌协调'],
  transport: ['交通', '错时停车、充电泊位和慢行连廊'],
  low_carbon: ['低碳', '屋顶光伏、垃圾分类和雨水回用'],
  service: ['服务', '平台加管家，应急响应与商业配套'],
  governance: ['治理', '党建统领，居民议事会和协商制度'],
} as const
const DEMO = '（演示数据）'

/** What a demo project writes into its forms, by field: plausible for its size, and all of it invented. */
export function answersOf(projectId: string, zh: string, openedOn: string): Record<string, number | string> {
  const draw = random(1, `forms ${projectId}`)
  const day = (after: number) => isoOf(dayOf(openedOn) + after)
  const households = draw.whole(1200, 5200)
  const implementation = draw.whole(20, 60)
  const total = draw.whole(8, 60) * 1000
  const open = draw.whole(30, 60) / 100
  const scenarios = Object.entries(SCENARIOS).map(
    ([id, [name, text]]) => [`design_${id}`, `${name}场景：${text}。${DEMO}`] as const,
  )
  return {
    planning_unit_ha: implementation + draw.whole(30, 80),
    implementation_unit_ha: implementation,
    beneficiary_households: households,
    beneficiary_residents: Math.round(households * 2.6),
    renewed_floor_m2: households * draw.whole(60, 80),
    new_floor_m2: draw.whole(4, 20) * 1000,
    demolished_floor_m2: draw.whole(0, 6) * 1000,
    present_problems: `停车难、养老托育设施不足、公共空间少，为居民反映最集中的问题。${DEMO}`,
    theme: `${zh}：邻里共享、老幼友好。${DEMO}`,
    ...Object.fromEntries(scenarios),
    investment_total: total,
    investment_public: Math.round(total * open),
    investment_private: total - Math.round(total * open),
    funding_balance: `财政补助与经营性用房收益平衡。${DEMO}`,
    construction_principal: `鄞州区人民政府${DEMO}`,
    implementing_body: `属地镇街${DEMO}`,
    operation_idea: `由专业运营单位统一运营，经营收益反哺基础物业。${DEMO}`,
    start_planned: day(150),
    completion_planned: day(420),
    relocation_households: 0,
    relocation_plan: `不涉及征迁安置。${DEMO}`,
    talent_homes: draw.whole(0, 12) * 10,
    public_service_floor_m2: draw.whole(3, 12) * 500,
    operating_body: `${zh}社区运营公司${DEMO}`,
    operator_chosen_by: draw.pick(['bidding', 'commissioned']),
    digital_plan: `一屏统览、一键报修、设施预约上线。${DEMO}`,
    schedule_plan: `前期三个月，施工九个月，试运营三个月。${DEMO}`,
    responsibility_list: `镇街牵头，住建、民政、教育、卫健按职责分工。${DEMO}`,
    city_review_result: draw.pick(['passed', 'passed-after-changes']),
    city_review_on: day(120),
    government_consent_number: `演示〔${draw.whole(1, 60)}〕号`,
    completed_on: day(400),
    investment_done: Math.round(total * 0.96),
    services_open: draw.whole(18, 40),
    operation_summary: `试运营期间每周开放五天以上，居民反映的问题已整改。${DEMO}`,
    self_assessment: `对照九大场景指标自评达到命名要求。${DEMO}`,
  }
}
