import type { DiagnosedDistrict } from '#district/diagnosis/read.ts'
import { areaShapes, barriers } from '#foundation/place/read.ts'
import type { Tx } from '#platform/store/db.ts'
import { encodeModel, type OpenModel } from '../rules/model.ts'

/** The model of the district as it is diagnosed now. */
export async function modelOf(
  tx: Tx,
  { parts, communities, facilities: known }: DiagnosedDistrict,
): Promise<OpenModel> {
  const shapes = await areaShapes(tx, 'community')
  const { homes, facilities, network } = parts[0]!.diagnosis.district
  return {
    runs: parts.map(({ runId }) => runId),
    network: parts[0]!.network,
    parts: parts.map(({ diagnosis: { compiled, district } }) => ({
      ...{ pack: compiled.pack, walkingSpeed: compiled.walkingSpeed, communities: district.communities },
    })),
    areas: communities.map(({ areaId, settlement }) => ({
      ...{ areaId, settlement, shape: shapes.get(areaId)! },
    })),
    names: known.map(({ name, lon, lat, capacityUnit }) => ({ name, lon, lat, capacityUnit })),
    barriers: await barriers(tx),
    demo: communities.some(({ generated }) => generated),
    ...{ homes, facilities, streets: network },
  }
}

interface KeptModel {
  readonly key: string
  readonly model: OpenModel
  /** As it is sent. */
  readonly text: string
}

/** The model of the latest diagnosis, made once for all who ask. */
export function keepModel() {
  let kept: KeptModel | undefined
  return async (tx: Tx, district: DiagnosedDistrict): Promise<KeptModel> => {
    const key = district.parts.map(({ runId }) => runId).join('-')
    if (kept?.key !== key) {
      const model = await modelOf(tx, district)
      const { streets: _, ...sent } = model
      kept = { key, model, text: encodeModel(sent) }
    }
    return kept
  }
}
