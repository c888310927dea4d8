;; The sweeps over a contraction hierarchy with 32 categories side by side (after PHAST: Delling, Goldberg, Nowatzyk
;; and Werneck 2011). A row holds one number per category and node, in one of two forms:
;;   distances: 32 unsigned 16-bit lanes, 64 bytes, four vectors. Decimetres, which saturate at 65535.
;;   pairs:     32 unsigned 32-bit lanes, 128 bytes, eight vectors. distance * 2^15 + facility + 1 (see pairs.ts), so
;;              that the lesser pair is the better one; at most NONE = 65535 * 2^15. An arc costs two instructions a
;;              vector: a pair, limited to NONE, plus the greatest length stays below 2^32.
;; Every step takes the lesser number, so that the order of work never matters.
;;
;; `seen` holds one byte per node: 0 until its row has been written in this run, then 1. What a row held before counts
;; as all ones: `blank` (seen - 1 in every lane) is or-ed over it. So no row needs clearing, and no branch is taken.
;;
;; Arcs up of node n: entries first[n] to first[n + 1] - 1 of `head` (node numbers, less than n) and `length`.
(module
  (memory (export "memory") 1)

  ;; Writes `count` start values: offer[k], a pair of which the distance counts, to cell[k] = node * 32 + category.
  (func (export "seedDistances") (param $count i32) (param $cell i32) (param $offer i32)
    (param $distance i32) (param $seen i32)
    (local $end i32) (local $node i32) (local $row i32) (local $d i32)
    (local.set $end (i32.add (local.get $cell) (i32.shl (local.get $count) (i32.const 2))))
    (block $done (loop $seeds
      (br_if $done (i32.ge_u (local.get $cell) (local.get $end)))
      (local.set $node (i32.shr_u (i32.load (local.get $cell)) (i32.const 5)))
      (if (i32.eqz (i32.load8_u (i32.add (local.get $seen) (local.get $node)))) (then
        (i32.store8 (i32.add (local.get $seen) (local.get $node)) (i32.const 1))
        (local.set $row (i32.add (local.get $distance) (i32.shl (local.get $node) (i32.const 6))))
        (v128.store (local.get $row) (v128.const i32x4 -1 -1 -1 -1))
        (v128.store offset=16 (local.get $row) (v128.const i32x4 -1 -1 -1 -1))
        (v128.store offset=32 (local.get $row) (v128.const i32x4 -1 -1 -1 -1))
        (v128.store offset=48 (local.get $row) (v128.const i32x4 -1 -1 -1 -1))))
      (local.set $d (i32.add (local.get $distance) (i32.shl (i32.load (local.get $cell)) (i32.const 1))))
      (if (i32.lt_u (i32.shr_u (i32.load (local.get $offer)) (i32.const 15)) (i32.load16_u (local.get $d)))
        (then (i32.store16 (local.get $d) (i32.shr_u (i32.load (local.get $offer)) (i32.const 15)))))
      (local.set $cell (i32.add (local.get $cell) (i32.const 4)))
      (local.set $offer (i32.add (local.get $offer) (i32.const 4)))
      (br $seeds))))

  ;; Upward, distances alone: every node that has been seen, from the last to the first, offers its row plus the
  ;; length to the heads of its arcs.
  (func (export "upDistances") (param $nodes i32) (param $first i32) (param $head i32) (param $length i32)
    (param $distance i32) (param $seen i32)
    (local $node i32) (local $arc i32) (local $end i32) (local $h i32) (local $row i32) (local $headRow i32)
    (local $l v128) (local $blank v128)
    (local $d0 v128) (local $d1 v128) (local $d2 v128) (local $d3 v128)
    (local.set $node (local.get $nodes))
    (block $done (loop $nodesDown
      (br_if $done (i32.eqz (local.get $node)))
      (local.set $node (i32.sub (local.get $node) (i32.const 1)))
      (br_if $nodesDown (i32.eqz (i32.load8_u (i32.add (local.get $seen) (local.get $node)))))
      (local.set $h (i32.add (local.get $first) (i32.shl (local.get $node) (i32.const 2))))
      (local.set $arc (i32.load (local.get $h)))
      (local.set $end (i32.load offset=4 (local.get $h)))
      (local.set $row (i32.add (local.get $distance) (i32.shl (local.get $node) (i32.const 6))))
      (local.set $d0 (v128.load (local.get $row)))
      (local.set $d1 (v128.load offset=16 (local.get $row)))
      (local.set $d2 (v128.load offset=32 (local.get $row)))
      (local.set $d3 (v128.load offset=48 (local.get $row)))
      (loop $arcs
        (br_if $nodesDown (i32.ge_u (local.get $arc) (local.get $end)))
        (local.set $h (i32.load (i32.add (local.get $head) (i32.shl (local.get $arc) (i32.const 2)))))
        (local.set $l (v128.load16_splat (i32.add (local.get $length) (i32.shl (local.get $arc) (i32.const 1)))))
        (local.set $arc (i32.add (local.get $arc) (i32.const 1)))
        (local.set $headRow (i32.add (local.get $distance) (i32.shl (local.get $h) (i32.const 6))))
        (local.set $h (i32.add (local.get $seen) (local.get $h)))
        (local.set $blank (i16x8.splat (i32.sub (i32.load8_u (local.get $h)) (i32.const 1))))
        (i32.store8 (local.get $h) (i32.const 1))
        (v128.store (local.get $headRow) (i16x8.min_u
          (v128.or (v128.load (local.get $headRow)) (local.get $blank))
          (i16x8.add_sat_u (local.get $d0) (local.get $l))))
        (v128.store offset=16 (local.get $headRow) (i16x8.min_u
          (v128.or (v128.load offset=16 (local.get $headRow)) (local.get $blank))
          (i16x8.add_sat_u (local.get $d1) (local.get $l))))
        (v128.store offset=32 (local.get $headRow) (i16x8.min_u
          (v128.or (v128.load offset=32 (local.get $headRow)) (local.get $blank))
          (i16x8.add_sat_u (local.get $d2) (local.get $l))))
        (v128.store offset=48 (local.get $headRow) (i16x8.min_u
          (v128.or (v128.load offset=48 (local.get $headRow)) (local.get $blank))
          (i16x8.add_sat_u (local.get $d3) (local.get $l))))
        (br $arcs)))))

  ;; Downward, distances alone: every node, from the first to the last, takes the least of its own row and the rows
  ;; of its heads plus the length.
  (func (export "downDistances") (param $nodes i32) (param $first i32) (param $head i32) (param $length i32)
    (param $distance i32) (param $seen i32)
    (local $node i32) (local $arc i32) (local $end i32) (local $h i32) (local $row i32) (local $headRow i32)
    (local $l v128) (local $blank v128)
    (local $d0 v128) (local $d1 v128) (local $d2 v128) (local $d3 v128)
    (block $done (loop $nodesUp
      (br_if $done (i32.ge_u (local.get $node) (local.get $nodes)))
      (local.set $row (i32.add (local.get $distance) (i32.shl (local.get $node) (i32.const 6))))
      (local.set $blank
        (i16x8.splat (i32.sub (i32.load8_u (i32.add (local.get $seen) (local.get $node))) (i32.const 1))))
      (local.set $d0 (v128.or (v128.load (local.get $row)) (local.get $blank)))
      (local.set $d1 (v128.or (v128.load offset=16 (local.get $row)) (local.get $blank)))
      (local.set $d2 (v128.or (v128.load offset=32 (local.get $row)) (local.get $blank)))
      (local.set $d3 (v128.or (v128.load offset=48 (local.get $row)) (local.get $blank)))
      (local.set $end (i32.load offset=4 (i32.add (local.get $first) (i32.shl (local.get $node) (i32.const 2)))))
      (block $last (loop $arcs
        (br_if $last (i32.ge_u (local.get $arc) (local.get $end)))
        (local.set $h (i32.load (i32.add (local.get $head) (i32.shl (local.get $arc) (i32.const 2)))))
        (local.set $l (v128.load16_splat (i32.add (local.get $length) (i32.shl (local.get $arc) (i32.const 1)))))
        (local.set $arc (i32.add (local.get $arc) (i32.const 1)))
        (local.set $headRow (i32.add (local.get $distance) (i32.shl (local.get $h) (i32.const 6))))
        (local.set $d0 (i16x8.min_u (local.get $d0)
          (i16x8.add_sat_u (v128.load (local.get $headRow)) (local.get $l))))
        (local.set $d1 (i16x8.min_u (local.get $d1)
          (i16x8.add_sat_u (v128.load offset=16 (local.get $headRow)) (local.get $l))))
        (local.set $d2 (i16x8.min_u (local.get $d2)
          (i16x8.add_sat_u (v128.load offset=32 (local.get $headRow)) (local.get $l))))
        (local.set $d3 (i16x8.min_u (local.get $d3)
          (i16x8.add_sat_u (v128.load offset=48 (local.get $headRow)) (local.get $l))))
        (br $arcs)))
      (v128.store (local.get $row) (local.get $d0))
      (v128.store offset=16 (local.get $row) (local.get $d1))
      (v128.store offset=32 (local.get $row) (local.get $d2))
      (v128.store offset=48 (local.get $row) (local.get $d3))
      (local.set $node (i32.add (local.get $node) (i32.const 1)))
      (br $nodesUp))))

  ;; Homes, distances alone: home h takes the lesser of the rows of its two ends, end[2h] plus walk[2h] and
  ;; end[2h + 1] plus walk[2h + 1], into row h of homeDistance.
  (func (export "homeDistances") (param $count i32) (param $end i32) (param $walk i32)
    (param $distance i32) (param $homeDistance i32)
    (local $a i32) (local $b i32) (local $la v128) (local $lb v128)
    (block $done (loop $each
      (br_if $done (i32.eqz (local.get $count)))
      (local.set $a (i32.add (local.get $distance) (i32.shl (i32.load (local.get $end)) (i32.const 6))))
      (local.set $b (i32.add (local.get $distance) (i32.shl (i32.load offset=4 (local.get $end)) (i32.const 6))))
      (local.set $la (v128.load16_splat (local.get $walk)))
      (local.set $lb (v128.load16_splat offset=2 (local.get $walk)))
      (v128.store (local.get $homeDistance) (i16x8.min_u
        (i16x8.add_sat_u (v128.load (local.get $a)) (local.get $la))
        (i16x8.add_sat_u (v128.load (local.get $b)) (local.get $lb))))
      (v128.store offset=16 (local.get $homeDistance) (i16x8.min_u
        (i16x8.add_sat_u (v128.load offset=16 (local.get $a)) (local.get $la))
        (i16x8.add_sat_u (v128.load offset=16 (local.get $b)) (local.get $lb))))
      (v128.store offset=32 (local.get $homeDistance) (i16x8.min_u
        (i16x8.add_sat_u (v128.load offset=32 (local.get $a)) (local.get $la))
        (i16x8.add_sat_u (v128.load offset=32 (local.get $b)) (local.get $lb))))
      (v128.store offset=48 (local.get $homeDistance) (i16x8.min_u
        (i16x8.add_sat_u (v128.load offset=48 (local.get $a)) (local.get $la))
        (i16x8.add_sat_u (v128.load offset=48 (local.get $b)) (local.get $lb))))
      (local.set $count (i32.sub (local.get $count) (i32.const 1)))
      (local.set $end (i32.add (local.get $end) (i32.const 8)))
      (local.set $walk (i32.add (local.get $walk) (i32.const 4)))
      (local.set $homeDistance (i32.add (local.get $homeDistance) (i32.const 64)))
      (br $each))))

  ;; Writes `count` start values: pair offer[k] to cell[k] = node * 32 + category.
  (func (export "seedPairs") (param $count i32) (param $cell i32) (param $offer i32)
    (param $pair i32) (param $seen i32)
    (local $end i32) (local $node i32) (local $row i32) (local $p i32)
    (local.set $end (i32.add (local.get $cell) (i32.shl (local.get $count) (i32.const 2))))
    (block $done (loop $seeds
      (br_if $done (i32.ge_u (local.get $cell) (local.get $end)))
      (local.set $node (i32.shr_u (i32.load (local.get $cell)) (i32.const 5)))
      (if (i32.eqz (i32.load8_u (i32.add (local.get $seen) (local.get $node)))) (then
        (i32.store8 (i32.add (local.get $seen) (local.get $node)) (i32.const 1))
        (local.set $row (i32.add (local.get $pair) (i32.shl (local.get $node) (i32.const 7))))
        (v128.store (local.get $row) (v128.const i32x4 -1 -1 -1 -1))
        (v128.store offset=16 (local.get $row) (v128.const i32x4 -1 -1 -1 -1))
        (v128.store offset=32 (local.get $row) (v128.const i32x4 -1 -1 -1 -1))
        (v128.store offset=48 (local.get $row) (v128.const i32x4 -1 -1 -1 -1))
        (v128.store offset=64 (local.get $row) (v128.const i32x4 -1 -1 -1 -1))
        (v128.store offset=80 (local.get $row) (v128.const i32x4 -1 -1 -1 -1))
        (v128.store offset=96 (local.get $row) (v128.const i32x4 -1 -1 -1 -1))
        (v128.store offset=112 (local.get $row) (v128.const i32x4 -1 -1 -1 -1))))
      (local.set $p (i32.add (local.get $pair) (i32.shl (i32.load (local.get $cell)) (i32.const 2))))
      (if (i32.lt_u (i32.load (local.get $offer)) (i32.load (local.get $p)))
        (then (i32.store (local.get $p) (i32.load (local.get $offer)))))
      (local.set $cell (i32.add (local.get $cell) (i32.const 4)))
      (local.set $offer (i32.add (local.get $offer) (i32.const 4)))
      (br $seeds))))

  ;; Upward: every node that has been seen, from the last to the first, offers its row plus the length to the heads
  ;; of its arcs. What it offers has been limited to NONE, what it is offered may be as much as twice that.
  (func (export "upPairs") (param $nodes i32) (param $first i32) (param $head i32) (param $length i32)
    (param $pair i32) (param $seen i32)
    (local $node i32) (local $arc i32) (local $end i32) (local $h i32) (local $row i32) (local $headRow i32)
    (local $l v128) (local $blank v128) (local $none v128)
    (local $p0 v128) (local $p1 v128) (local $p2 v128) (local $p3 v128)
    (local $p4 v128) (local $p5 v128) (local $p6 v128) (local $p7 v128)
    (local.set $none (v128.const i32x4 0x7fff8000 0x7fff8000 0x7fff8000 0x7fff8000))
    (local.set $node (local.get $nodes))
    (block $done (loop $nodesDown
      (br_if $done (i32.eqz (local.get $node)))
      (local.set $node (i32.sub (local.get $node) (i32.const 1)))
      (br_if $nodesDown (i32.eqz (i32.load8_u (i32.add (local.get $seen) (local.get $node)))))
      (local.set $h (i32.add (local.get $first) (i32.shl (local.get $node) (i32.const 2))))
      (local.set $arc (i32.load (local.get $h)))
      (local.set $end (i32.load offset=4 (local.get $h)))
      (local.set $row (i32.add (local.get $pair) (i32.shl (local.get $node) (i32.const 7))))
      (local.set $p0 (i32x4.min_u (v128.load (local.get $row)) (local.get $none)))
      (local.set $p1 (i32x4.min_u (v128.load offset=16 (local.get $row)) (local.get $none)))
      (local.set $p2 (i32x4.min_u (v128.load offset=32 (local.get $row)) (local.get $none)))
      (local.set $p3 (i32x4.min_u (v128.load offset=48 (local.get $row)) (local.get $none)))
      (local.set $p4 (i32x4.min_u (v128.load offset=64 (local.get $row)) (local.get $none)))
      (local.set $p5 (i32x4.min_u (v128.load offset=80 (local.get $row)) (local.get $none)))
      (local.set $p6 (i32x4.min_u (v128.load offset=96 (local.get $row)) (local.get $none)))
      (local.set $p7 (i32x4.min_u (v128.load offset=112 (local.get $row)) (local.get $none)))
      (loop $arcs
        (br_if $nodesDown (i32.ge_u (local.get $arc) (local.get $end)))
        (local.set $h (i32.load (i32.add (local.get $head) (i32.shl (local.get $arc) (i32.const 2)))))
        (local.set $l (i32x4.splat (i32.shl
          (i32.load16_u (i32.add (local.get $length) (i32.shl (local.get $arc) (i32.const 1)))) (i32.const 15))))
        (local.set $arc (i32.add (local.get $arc) (i32.const 1)))
        (local.set $headRow (i32.add (local.get $pair) (i32.shl (local.get $h) (i32.const 7))))
        (local.set $h (i32.add (local.get $seen) (local.get $h)))
        (local.set $blank (i32x4.splat (i32.sub (i32.load8_u (local.get $h)) (i32.const 1))))
        (i32.store8 (local.get $h) (i32.const 1))
        (v128.store (local.get $headRow) (i32x4.min_u
          (v128.or (v128.load (local.get $headRow)) (local.get $blank))
          (i32x4.add (local.get $p0) (local.get $l))))
        (v128.store offset=16 (local.get $headRow) (i32x4.min_u
          (v128.or (v128.load offset=16 (local.get $headRow)) (local.get $blank))
          (i32x4.add (local.get $p1) (local.get $l))))
        (v128.store offset=32 (local.get $headRow) (i32x4.min_u
          (v128.or (v128.load offset=32 (local.get $headRow)) (local.get $blank))
          (i32x4.add (local.get $p2) (local.get $l))))
        (v128.store offset=48 (local.get $headRow) (i32x4.min_u
          (v128.or (v128.load offset=48 (local.get $headRow)) (local.get $blank))
          (i32x4.add (local.get $p3) (local.get $l))))
        (v128.store offset=64 (local.get $headRow) (i32x4.min_u
          (v128.or (v128.load offset=64 (local.get $headRow)) (local.get $blank))
          (i32x4.add (local.get $p4) (local.get $l))))
        (v128.store offset=80 (local.get $headRow) (i32x4.min_u
          (v128.or (v128.load offset=80 (local.get $headRow)) (local.get $blank))
          (i32x4.add (local.get $p5) (local.get $l))))
        (v128.store offset=96 (local.get $headRow) (i32x4.min_u
          (v128.or (v128.load offset=96 (local.get $headRow)) (local.get $blank))
          (i32x4.add (local.get $p6) (local.get $l))))
        (v128.store offset=112 (local.get $headRow) (i32x4.min_u
          (v128.or (v128.load offset=112 (local.get $headRow)) (local.get $blank))
          (i32x4.add (local.get $p7) (local.get $l))))
        (br $arcs)))))

  ;; Downward: every node, from the first to the last, takes the least of its own row, NONE and the rows of its heads
  ;; plus the length.
  (func (export "downPairs") (param $nodes i32) (param $first i32) (param $head i32) (param $length i32)
    (param $pair i32) (param $seen i32)
    (local $node i32) (local $arc i32) (local $end i32) (local $h i32) (local $row i32) (local $headRow i32)
    (local $l v128) (local $blank v128) (local $none v128)
    (local $p0 v128) (local $p1 v128) (local $p2 v128) (local $p3 v128)
    (local $p4 v128) (local $p5 v128) (local $p6 v128) (local $p7 v128)
    (local.set $none (v128.const i32x4 0x7fff8000 0x7fff8000 0x7fff8000 0x7fff8000))
    (block $done (loop $nodesUp
      (br_if $done (i32.ge_u (local.get $node) (local.get $nodes)))
      (local.set $row (i32.add (local.get $pair) (i32.shl (local.get $node) (i32.const 7))))
      (local.set $blank
        (i32x4.splat (i32.sub (i32.load8_u (i32.add (local.get $seen) (local.get $node))) (i32.const 1))))
      (local.set $p0 (i32x4.min_u
        (v128.or (v128.load (local.get $row)) (local.get $blank)) (local.get $none)))
      (local.set $p1 (i32x4.min_u
        (v128.or (v128.load offset=16 (local.get $row)) (local.get $blank)) (local.get $none)))
      (local.set $p2 (i32x4.min_u
        (v128.or (v128.load offset=32 (local.get $row)) (local.get $blank)) (local.get $none)))
      (local.set $p3 (i32x4.min_u
        (v128.or (v128.load offset=48 (local.get $row)) (local.get $blank)) (local.get $none)))
      (local.set $p4 (i32x4.min_u
        (v128.or (v128.load offset=64 (local.get $row)) (local.get $blank)) (local.get $none)))
      (local.set $p5 (i32x4.min_u
        (v128.or (v128.load offset=80 (local.get $row)) (local.get $blank)) (local.get $none)))
      (local.set $p6 (i32x4.min_u
        (v128.or (v128.load offset=96 (local.get $row)) (local.get $blank)) (local.get $none)))
      (local.set $p7 (i32x4.min_u
        (v128.or (v128.load offset=112 (local.get $row)) (local.get $blank)) (local.get $none)))
      (local.set $end (i32.load offset=4 (i32.add (local.get $first) (i32.shl (local.get $node) (i32.const 2)))))
      (block $last (loop $arcs
        (br_if $last (i32.ge_u (local.get $arc) (local.get $end)))
        (local.set $h (i32.load (i32.add (local.get $head) (i32.shl (local.get $arc) (i32.const 2)))))
        (local.set $l (i32x4.splat (i32.shl
          (i32.load16_u (i32.add (local.get $length) (i32.shl (local.get $arc) (i32.const 1)))) (i32.const 15))))
        (local.set $arc (i32.add (local.get $arc) (i32.const 1)))
        (local.set $headRow (i32.add (local.get $pair) (i32.shl (local.get $h) (i32.const 7))))
        (local.set $p0 (i32x4.min_u (local.get $p0)
          (i32x4.add (v128.load (local.get $headRow)) (local.get $l))))
        (local.set $p1 (i32x4.min_u (local.get $p1)
          (i32x4.add (v128.load offset=16 (local.get $headRow)) (local.get $l))))
        (local.set $p2 (i32x4.min_u (local.get $p2)
          (i32x4.add (v128.load offset=32 (local.get $headRow)) (local.get $l))))
        (local.set $p3 (i32x4.min_u (local.get $p3)
          (i32x4.add (v128.load offset=48 (local.get $headRow)) (local.get $l))))
        (local.set $p4 (i32x4.min_u (local.get $p4)
          (i32x4.add (v128.load offset=64 (local.get $headRow)) (local.get $l))))
        (local.set $p5 (i32x4.min_u (local.get $p5)
          (i32x4.add (v128.load offset=80 (local.get $headRow)) (local.get $l))))
        (local.set $p6 (i32x4.min_u (local.get $p6)
          (i32x4.add (v128.load offset=96 (local.get $headRow)) (local.get $l))))
        (local.set $p7 (i32x4.min_u (local.get $p7)
          (i32x4.add (v128.load offset=112 (local.get $headRow)) (local.get $l))))
        (br $arcs)))
      (v128.store (local.get $row) (local.get $p0))
      (v128.store offset=16 (local.get $row) (local.get $p1))
      (v128.store offset=32 (local.get $row) (local.get $p2))
      (v128.store offset=48 (local.get $row) (local.get $p3))
      (v128.store offset=64 (local.get $row) (local.get $p4))
      (v128.store offset=80 (local.get $row) (local.get $p5))
      (v128.store offset=96 (local.get $row) (local.get $p6))
      (v128.store offset=112 (local.get $row) (local.get $p7))
      (local.set $node (i32.add (local.get $node) (i32.const 1)))
      (br $nodesUp))))

  ;; Homes: home h takes the least of NONE and the rows of its two ends, end[2h] plus walk[2h] and end[2h + 1] plus
  ;; walk[2h + 1], into row h of homePair.
  (func (export "homePairs") (param $count i32) (param $end i32) (param $walk i32)
    (param $pair i32) (param $homePair i32)
    (local $a i32) (local $b i32) (local $la v128) (local $lb v128) (local $none v128)
    (local.set $none (v128.const i32x4 0x7fff8000 0x7fff8000 0x7fff8000 0x7fff8000))
    (block $done (loop $each
      (br_if $done (i32.eqz (local.get $count)))
      (local.set $a (i32.add (local.get $pair) (i32.shl (i32.load (local.get $end)) (i32.const 7))))
      (local.set $b (i32.add (local.get $pair) (i32.shl (i32.load offset=4 (local.get $end)) (i32.const 7))))
      (local.set $la (i32x4.splat (i32.shl (i32.load16_u (local.get $walk)) (i32.const 15))))
      (local.set $lb (i32x4.splat (i32.shl (i32.load16_u offset=2 (local.get $walk)) (i32.const 15))))
      (v128.store (local.get $homePair) (i32x4.min_u (local.get $none) (i32x4.min_u
        (i32x4.add (v128.load (local.get $a)) (local.get $la))
        (i32x4.add (v128.load (local.get $b)) (local.get $lb)))))
      (v128.store offset=16 (local.get $homePair) (i32x4.min_u (local.get $none) (i32x4.min_u
        (i32x4.add (v128.load offset=16 (local.get $a)) (local.get $la))
        (i32x4.add (v128.load offset=16 (local.get $b)) (local.get $lb)))))
      (v128.store offset=32 (local.get $homePair) (i32x4.min_u (local.get $none) (i32x4.min_u
        (i32x4.add (v128.load offset=32 (local.get $a)) (local.get $la))
        (i32x4.add (v128.load offset=32 (local.get $b)) (local.get $lb)))))
      (v128.store offset=48 (local.get $homePair) (i32x4.min_u (local.get $none) (i32x4.min_u
        (i32x4.add (v128.load offset=48 (local.get $a)) (local.get $la))
        (i32x4.add (v128.load offset=48 (local.get $b)) (local.get $lb)))))
      (v128.store offset=64 (local.get $homePair) (i32x4.min_u (local.get $none) (i32x4.min_u
        (i32x4.add (v128.load offset=64 (local.get $a)) (local.get $la))
        (i32x4.add (v128.load offset=64 (local.get $b)) (local.get $lb)))))
      (v128.store offset=80 (local.get $homePair) (i32x4.min_u (local.get $none) (i32x4.min_u
        (i32x4.add (v128.load offset=80 (local.get $a)) (local.get $la))
        (i32x4.add (v128.load offset=80 (local.get $b)) (local.get $lb)))))
      (v128.store offset=96 (local.get $homePair) (i32x4.min_u (local.get $none) (i32x4.min_u
        (i32x4.add (v128.load offset=96 (local.get $a)) (local.get $la))
        (i32x4.add (v128.load offset=96 (local.get $b)) (local.get $lb)))))
      (v128.store offset=112 (local.get $homePair) (i32x4.min_u (local.get $none) (i32x4.min_u
        (i32x4.add (v128.load offset=112 (local.get $a)) (local.get $la))
        (i32x4.add (v128.load offset=112 (local.get $b)) (local.get $lb)))))
      (local.set $count (i32.sub (local.get $count) (i32.const 1)))
      (local.set $end (i32.add (local.get $end) (i32.const 8)))
      (local.set $walk (i32.add (local.get $walk) (i32.const 4)))
      (local.set $homePair (i32.add (local.get $homePair) (i32.const 128)))
      (br $each))))
)
