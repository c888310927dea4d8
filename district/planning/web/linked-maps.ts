import type * as maplibre from 'maplibre-gl'

export interface LinkedMaps {
  /** Let a map move with the others; it starts from where they are. @returns what lets it go */
  readonly add: (map: maplibre.Map) => () => void
}

/** Maps that always show the same place: where one is moved to, the others are at once. */
export function linkedMaps(): LinkedMaps {
  const maps = new Set<maplibre.Map>()
  let isFollowing = false
  const follow = (map: maplibre.Map, leader: maplibre.Map) => {
    isFollowing = true // a map that follows leads nobody
    map.jumpTo({
      center: leader.getCenter(),
      zoom: leader.getZoom(),
      bearing: leader.getBearing(),
      pitch: leader.getPitch(),
    })
    isFollowing = false
  }
  return {
    add(map) {
      const [leader] = maps
      if (leader) follow(map, leader)
      maps.add(map)
      const lead = () => {
        if (isFollowing) return
        for (const other of maps) if (other !== map) follow(other, map)
      }
      map.on('move', lead)
      return () => {
        maps.delete(map)
        map.off('move', lead)
      }
    },
  }
}
