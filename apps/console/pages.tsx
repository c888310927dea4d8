import {
  ApartmentOutlined,
  AuditOutlined,
  BuildOutlined,
  ContainerOutlined,
  EnvironmentOutlined,
  ExperimentOutlined,
  FormOutlined,
  PartitionOutlined,
  ProfileOutlined,
  RadarChartOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { PageRoute } from '#platform/ui/page.ts'
import { withAreas } from './with-areas.tsx'

/** The table of contents of the console. */
export const pages: readonly PageRoute[] = [
  {
    path: '/',
    load: () => import('#district/diagnosis/web/district-page.tsx'),
    navigation: {
      label: { zh: '全区诊断', en: 'Diagnosis' },
      icon: <RadarChartOutlined aria-hidden />,
      right: 'diagnosis.read',
    },
  },
  {
    path: '/communities/$communityId',
    load: () => import('#district/diagnosis/web/community-page.tsx'),
  },
  {
    path: '/communities/$communityId/indicators/$indicator',
    load: () => import('#district/diagnosis/web/indicator-page.tsx'),
  },
  {
    path: '/what-if',
    load: () => import('#district/planning/web/what-if-page.tsx'),
    navigation: { label: { zh: '推演', en: 'What-if' }, icon: <ExperimentOutlined aria-hidden /> },
  },
  { path: '/what-if/compare', load: () => import('#district/planning/web/compare-page.tsx') },
  {
    path: '/works',
    load: () => import('#district/planning/web/works/works-page.tsx'),
    navigation: {
      label: { zh: '项目清单', en: 'Works' },
      icon: <BuildOutlined aria-hidden />,
      right: 'diagnosis.read',
    },
  },
  { path: '/works/sites', load: () => import('#district/planning/web/works/sites-page.tsx') },
  { path: '/works/$communityId/$workId', load: () => import('#district/planning/web/works/work-page.tsx') },
  { path: '/what-if/zones', load: () => import('#district/planning/web/zones/zones-page.tsx') },
  { path: '/what-if/candidates', load: () => import('#district/planning/web/candidates-page.tsx') },
  {
    path: '/communities/$communityId/score',
    load: () => import('#district/diagnosis/web/score-page.tsx'),
  },
  {
    path: '/communities/$communityId/people',
    load: () => import('#district/diagnosis/web/people-page.tsx'),
  },
  {
    path: '/communities/$communityId/facilities/$facilityId',
    load: () => import('#district/diagnosis/web/served-page.tsx'),
  },
  {
    path: '/projects',
    load: () => import('#district/programme/web/projects-page.tsx'),
    navigation: { label: { zh: '创建项目', en: 'Projects' }, icon: <ApartmentOutlined aria-hidden /> },
  },
  {
    path: '/projects/libraries',
    load: withAreas(() => import('#district/programme/web/libraries/libraries-page.tsx')),
  },
  { path: '/public', load: () => import('#district/programme/web/public/public-page.tsx') },
  { path: '/projects/wall', load: () => import('#district/programme/web/wall/wall-page.tsx') },
  { path: '/projects/$projectId', load: () => import('#district/programme/web/project-page.tsx') },
  {
    path: '/projects/$projectId/schedule',
    load: () => import('#district/programme/web/schedule/schedule-page.tsx'),
  },
  {
    path: '/applications',
    load: () => import('#mechanisms/application/web/inbox-page.tsx'),
    navigation: {
      label: { zh: '申报', en: 'Applications' },
      icon: <ContainerOutlined aria-hidden />,
      right: 'application.read',
    },
  },
  {
    path: '/applications/$communityId/$caseId',
    load: () => import('#mechanisms/application/web/case-page.tsx'),
  },
  {
    path: '/applications/$communityId/$caseId/forms/$formId',
    load: withAreas(() => import('#mechanisms/application/web/form/form-page.tsx')),
  },
  {
    path: '/applications/$communityId/$caseId/review',
    load: withAreas(() => import('#mechanisms/application/web/review/review-page.tsx')),
  },
  {
    path: '/applications/$communityId/$caseId/slip',
    load: () => import('#mechanisms/application/web/slip-page.tsx'),
  },
  {
    path: '/facilities',
    load: () => import('#foundation/place/web/facilities-page.tsx'),
    navigation: { label: { zh: '设施', en: 'Facilities' }, icon: <EnvironmentOutlined aria-hidden /> },
  },
  {
    path: '/facilities/import',
    load: () => import('#foundation/place/web/import-page.tsx'),
  },
  { path: '/facilities/edit', load: () => import('#foundation/place/web/facility-edit-page.tsx') },
  // What names communities later, in a dialog or a comparison, would make the page vanish while it asks for areas.
  { path: '/runs', load: withAreas(() => import('#district/diagnosis/web/runs-page.tsx')) },
  {
    path: '/facts',
    load: () => import('#foundation/evidence/web/facts-page.tsx'),
    navigation: { label: { zh: '填报', en: 'Facts' }, icon: <FormOutlined aria-hidden /> },
  },
  { path: '/facts/new', load: () => import('#foundation/evidence/web/report-page.tsx') },
  { path: '/facts/import', load: () => import('#foundation/evidence/web/import-page.tsx') },
  {
    path: '/packs',
    load: () => import('#district/diagnosis/web/packs-page.tsx'),
    navigation: { label: { zh: '指标包', en: 'Packs' }, icon: <ProfileOutlined aria-hidden /> },
  },
  { path: '/packs/$pack', load: withAreas(() => import('#district/diagnosis/web/pack-page.tsx')) },
  {
    path: '/procedures',
    load: () => import('#mechanisms/application/web/procedures-page.tsx'),
    navigation: {
      label: { zh: '流程', en: 'Procedures' },
      icon: <PartitionOutlined aria-hidden />,
      right: 'procedure.manage',
    },
  },
  {
    path: '/procedures/$procedureId/$version/migration',
    load: withAreas(() => import('#mechanisms/application/web/migration-page.tsx')),
  },
  {
    path: '/accounts',
    load: withAreas(() => import('#platform/identity/web/accounts-page.tsx')),
    navigation: {
      label: { zh: '账号', en: 'Accounts' },
      icon: <TeamOutlined aria-hidden />,
      right: 'account.manage',
    },
  },
  { path: '/accounts/roles', load: () => import('#platform/identity/web/roles-page.tsx') },
  { path: '/accounts/$accountId', load: withAreas(() => import('#platform/identity/web/account-page.tsx')) },
  {
    path: '/audit',
    load: withAreas(() => import('#platform/audit/web/audit-page.tsx')),
    navigation: {
      label: { zh: '审计', en: 'Audit' },
      icon: <AuditOutlined aria-hidden />,
      right: 'audit.read',
    },
  },
  {
    path: '/account/calendar',
    load: () => import('#platform/calendar-feed/web/calendar-page.tsx'),
  },
  { path: '/account', load: withAreas(() => import('#platform/identity/web/my-account-page.tsx')) },
]
