;; The sweeps over a contraction hierarchy with 32 categories side by side (after PHAST: Delling, Goldberg, Nowatzyk
;; and Werneck 2011). A row holds one number per category and node: 32 unsigned 16-bit lanes, 64 bytes, four vectors.
;;
;; Rows of `distance` hold decimetres and saturate at 65535. Rows of `facility` hold the number of the facility that
;; far away, 65535 for none. A pair (distance, facility) is less than another when its distance is, or among equal
;; distances its facility: every step below takes the lesser pair, so that the order of work never matters.
;; While pairs are compared, facilities are complemented: masking with `and` makes "not this one" 0, the least of
;; all, and the lower number the greater. `seed` and `upWithFacility` leave them so, `downWithFacility` turns them.
;;
;; `seen` holds one byte per node: 0 until its rows have been written in this run, then 1. What a distance row held
;; before counts as all ones: `blank` (seen - 1 in every lane) is or-ed over it. So no row needs clearing, and no
;; branch is taken. Facilities next to 65535 may be left over from another run: downward they become 65535 too.
;;
;; Arcs up of node n: entries first[n] to first[n + 1] - 1 of `head` (node numbers, less than n) and `length`.
(module
  (memory (export "memory") 1)

  ;; Writes `count` start values: seed k offers (at[k], number[k]) to cell[k] = node * 32 + category.
  (func (export "seed") (param $count i32) (param $cell i32) (param $at i32) (param $number i32)
    (param $distance i32) (param $facility i32) (param $seen i32)
    (local $end i32) (local $node i32) (local $row i32) (local $d i32) (local $f i32) (local $c i32)
    (local.set $end (i32.add (local.get $at) (i32.shl (local.get $count) (i32.const 1))))
    (block $done (loop $seeds
      (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
      (local.set $node (i32.shr_u (i32.load (local.get $cell)) (i32.const 5)))
      (if (i32.eqz (i32.load8_u (i32.add (local.get $seen) (local.get $node)))) (then
        (i32.store8 (i32.add (local.get $seen) (local.get $node)) (i32.const 1))
        (local.set $row (i32.add (local.get $distance) (i32.shl (local.get $node) (i32.const 6))))
        (v128.store (local.get $row) (v128.const i32x4 -1 -1 -1 -1))
        (v128.store offset=16 (local.get $row) (v128.const i32x4 -1 -1 -1 -1))
        (v128.store offset=32 (local.get $row) (v128.const i32x4 -1 -1 -1 -1))
        (v128.store offset=48 (local.get $row) (v128.const i32x4 -1 -1 -1 -1))))
      (local.set $d (i32.add (local.get $distance) (i32.shl (i32.load (local.get $cell)) (i32.const 1))))
      (local.set $f (i32.add (local.get $facility) (i32.shl (i32.load (local.get $cell)) (i32.const 1))))
      ;; distance * 65536 + facility compares like the pair; the facility is 65535 minus its complement
      (local.set $c (i32.xor (i32.load16_u (local.get $number)) (i32.const 65535)))
      (if (i32.lt_u
            (i32.sub (i32.or (i32.shl (i32.load16_u (local.get $at)) (i32.const 16)) (i32.const 65535))
              (local.get $c))
            (i32.sub (i32.or (i32.shl (i32.load16_u (local.get $d)) (i32.const 16)) (i32.const 65535))
              (i32.load16_u (local.get $f)))) (then
        (i32.store16 (local.get $d) (i32.load16_u (local.get $at)))
        (i32.store16 (local.get $f) (local.get $c))))
      (local.set $cell (i32.add (local.get $cell) (i32.const 4)))
      (local.set $at (i32.add (local.get $at) (i32.const 2)))
      (local.set $number (i32.add (local.get $number) (i32.const 2)))
      (br $seeds))))

  ;; Upward, distances alone: every node that has been seen, from the last to the first, offers its row plus the
  ;; length to the heads of its arcs.
  (func (export "up") (param $nodes i32) (param $first i32) (param $head i32) (param $length i32)
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
  (func (export "down") (param $nodes i32) (param $first i32) (param $head i32) (param $length i32)
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
  (func (export "homes") (param $count i32) (param $end i32) (param $walk i32)
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

  ;; Upward: every node that has been seen, from the last to the first, offers its row plus the length to the heads
  ;; of its arcs.
  (func (export "upWithFacility") (param $nodes i32) (param $first i32) (param $head i32) (param $length i32)
    (param $distance i32) (param $facility i32) (param $seen i32)
    (local $node i32) (local $arc i32) (local $end i32) (local $h i32) (local $row i32) (local $headRow i32)
    (local $l v128) (local $blank v128)
    (local $numbers i32) (local $headNumbers i32) (local $sum v128) (local $old v128) (local $least v128)
    (local $d0 v128) (local $d1 v128) (local $d2 v128) (local $d3 v128)
    (local $f0 v128) (local $f1 v128) (local $f2 v128) (local $f3 v128)
    (local.set $node (local.get $nodes))
    (block $done (loop $nodesDown
      (br_if $done (i32.eqz (local.get $node)))
      (local.set $node (i32.sub (local.get $node) (i32.const 1)))
      (br_if $nodesDown (i32.eqz (i32.load8_u (i32.add (local.get $seen) (local.get $node)))))
      (local.set $h (i32.add (local.get $first) (i32.shl (local.get $node) (i32.const 2))))
      (local.set $arc (i32.load (local.get $h)))
      (local.set $end (i32.load offset=4 (local.get $h)))
      (local.set $row (i32.add (local.get $distance) (i32.shl (local.get $node) (i32.const 6))))
      (local.set $numbers (i32.add (local.get $facility) (i32.shl (local.get $node) (i32.const 6))))
      (local.set $d0 (v128.load (local.get $row)))
      (local.set $d1 (v128.load offset=16 (local.get $row)))
      (local.set $d2 (v128.load offset=32 (local.get $row)))
      (local.set $d3 (v128.load offset=48 (local.get $row)))
      (local.set $f0 (v128.load (local.get $numbers)))
      (local.set $f1 (v128.load offset=16 (local.get $numbers)))
      (local.set $f2 (v128.load offset=32 (local.get $numbers)))
      (local.set $f3 (v128.load offset=48 (local.get $numbers)))
      (loop $arcs
        (br_if $nodesDown (i32.ge_u (local.get $arc) (local.get $end)))
        (local.set $h (i32.load (i32.add (local.get $head) (i32.shl (local.get $arc) (i32.const 2)))))
        (local.set $l (v128.load16_splat (i32.add (local.get $length) (i32.shl (local.get $arc) (i32.const 1)))))
        (local.set $arc (i32.add (local.get $arc) (i32.const 1)))
        (local.set $headRow (i32.add (local.get $distance) (i32.shl (local.get $h) (i32.const 6))))
        (local.set $headNumbers (i32.add (local.get $facility) (i32.shl (local.get $h) (i32.const 6))))
        (local.set $h (i32.add (local.get $seen) (local.get $h)))
        (local.set $blank (i16x8.splat (i32.sub (i32.load8_u (local.get $h)) (i32.const 1))))
        (i32.store8 (local.get $h) (i32.const 1))
        (local.set $sum (i16x8.add_sat_u (local.get $d0) (local.get $l)))
        (local.set $old (v128.or (v128.load (local.get $headRow)) (local.get $blank)))
        (local.set $least (i16x8.min_u (local.get $sum) (local.get $old)))
        (v128.store (local.get $headRow) (local.get $least))
        (v128.store (local.get $headNumbers) (i16x8.max_u
          (v128.and (i16x8.eq (local.get $least) (local.get $sum)) (local.get $f0))
          (v128.and (i16x8.eq (local.get $least) (local.get $old)) (v128.load (local.get $headNumbers)))))
        (local.set $sum (i16x8.add_sat_u (local.get $d1) (local.get $l)))
        (local.set $old (v128.or (v128.load offset=16 (local.get $headRow)) (local.get $blank)))
        (local.set $least (i16x8.min_u (local.get $sum) (local.get $old)))
        (v128.store offset=16 (local.get $headRow) (local.get $least))
        (v128.store offset=16 (local.get $headNumbers) (i16x8.max_u
          (v128.and (i16x8.eq (local.get $least) (local.get $sum)) (local.get $f1))
          (v128.and (i16x8.eq (local.get $least) (local.get $old)) (v128.load offset=16 (local.get $headNumbers)))))
        (local.set $sum (i16x8.add_sat_u (local.get $d2) (local.get $l)))
        (local.set $old (v128.or (v128.load offset=32 (local.get $headRow)) (local.get $blank)))
        (local.set $least (i16x8.min_u (local.get $sum) (local.get $old)))
        (v128.store offset=32 (local.get $headRow) (local.get $least))
        (v128.store offset=32 (local.get $headNumbers) (i16x8.max_u
          (v128.and (i16x8.eq (local.get $least) (local.get $sum)) (local.get $f2))
          (v128.and (i16x8.eq (local.get $least) (local.get $old)) (v128.load offset=32 (local.get $headNumbers)))))
        (local.set $sum (i16x8.add_sat_u (local.get $d3) (local.get $l)))
        (local.set $old (v128.or (v128.load offset=48 (local.get $headRow)) (local.get $blank)))
        (local.set $least (i16x8.min_u (local.get $sum) (local.get $old)))
        (v128.store offset=48 (local.get $headRow) (local.get $least))
        (v128.store offset=48 (local.get $headNumbers) (i16x8.max_u
          (v128.and (i16x8.eq (local.get $least) (local.get $sum)) (local.get $f3))
          (v128.and (i16x8.eq (local.get $least) (local.get $old)) (v128.load offset=48 (local.get $headNumbers)))))
        (br $arcs)))))

  ;; Downward: every node, from the first to the last, takes the least of its own row and the rows of its heads plus
  ;; the length. At a distance of 65535 there is no facility.
  (func (export "downWithFacility") (param $nodes i32) (param $first i32) (param $head i32) (param $length i32)
    (param $distance i32) (param $facility i32) (param $seen i32)
    (local $node i32) (local $arc i32) (local $end i32) (local $h i32) (local $row i32) (local $headRow i32)
    (local $l v128) (local $blank v128)
    (local $numbers i32) (local $headNumbers i32) (local $sum v128) (local $least v128)
    (local $d0 v128) (local $d1 v128) (local $d2 v128) (local $d3 v128)
    (local $f0 v128) (local $f1 v128) (local $f2 v128) (local $f3 v128)
    (block $done (loop $nodesUp
      (br_if $done (i32.ge_u (local.get $node) (local.get $nodes)))
      (local.set $row (i32.add (local.get $distance) (i32.shl (local.get $node) (i32.const 6))))
      (local.set $numbers (i32.add (local.get $facility) (i32.shl (local.get $node) (i32.const 6))))
      (local.set $blank
        (i16x8.splat (i32.sub (i32.load8_u (i32.add (local.get $seen) (local.get $node))) (i32.const 1))))
      (local.set $d0 (v128.or (v128.load (local.get $row)) (local.get $blank)))
      (local.set $f0 (v128.load (local.get $numbers)))
      (local.set $d1 (v128.or (v128.load offset=16 (local.get $row)) (local.get $blank)))
      (local.set $f1 (v128.load offset=16 (local.get $numbers)))
      (local.set $d2 (v128.or (v128.load offset=32 (local.get $row)) (local.get $blank)))
      (local.set $f2 (v128.load offset=32 (local.get $numbers)))
      (local.set $d3 (v128.or (v128.load offset=48 (local.get $row)) (local.get $blank)))
      (local.set $f3 (v128.load offset=48 (local.get $numbers)))
      (local.set $end (i32.load offset=4 (i32.add (local.get $first) (i32.shl (local.get $node) (i32.const 2)))))
      (block $last (loop $arcs
        (br_if $last (i32.ge_u (local.get $arc) (local.get $end)))
        (local.set $h (i32.load (i32.add (local.get $head) (i32.shl (local.get $arc) (i32.const 2)))))
        (local.set $l (v128.load16_splat (i32.add (local.get $length) (i32.shl (local.get $arc) (i32.const 1)))))
        (local.set $arc (i32.add (local.get $arc) (i32.const 1)))
        (local.set $headRow (i32.add (local.get $distance) (i32.shl (local.get $h) (i32.const 6))))
        (local.set $headNumbers (i32.add (local.get $facility) (i32.shl (local.get $h) (i32.const 6))))
        (local.set $sum (i16x8.add_sat_u (v128.load (local.get $headRow)) (local.get $l)))
        (local.set $least (i16x8.min_u (local.get $sum) (local.get $d0)))
        (local.set $f0 (i16x8.max_u
          (v128.andnot (i16x8.eq (local.get $least) (local.get $sum)) (v128.load (local.get $headNumbers)))
          (v128.and (i16x8.eq (local.get $least) (local.get $d0)) (local.get $f0))))
        (local.set $d0 (local.get $least))
        (local.set $sum (i16x8.add_sat_u (v128.load offset=16 (local.get $headRow)) (local.get $l)))
        (local.set $least (i16x8.min_u (local.get $sum) (local.get $d1)))
        (local.set $f1 (i16x8.max_u
          (v128.andnot (i16x8.eq (local.get $least) (local.get $sum)) (v128.load offset=16 (local.get $headNumbers)))
          (v128.and (i16x8.eq (local.get $least) (local.get $d1)) (local.get $f1))))
        (local.set $d1 (local.get $least))
        (local.set $sum (i16x8.add_sat_u (v128.load offset=32 (local.get $headRow)) (local.get $l)))
        (local.set $least (i16x8.min_u (local.get $sum) (local.get $d2)))
        (local.set $f2 (i16x8.max_u
          (v128.andnot (i16x8.eq (local.get $least) (local.get $sum)) (v128.load offset=32 (local.get $headNumbers)))
          (v128.and (i16x8.eq (local.get $least) (local.get $d2)) (local.get $f2))))
        (local.set $d2 (local.get $least))
        (local.set $sum (i16x8.add_sat_u (v128.load offset=48 (local.get $headRow)) (local.get $l)))
        (local.set $least (i16x8.min_u (local.get $sum) (local.get $d3)))
        (local.set $f3 (i16x8.max_u
          (v128.andnot (i16x8.eq (local.get $least) (local.get $sum)) (v128.load offset=48 (local.get $headNumbers)))
          (v128.and (i16x8.eq (local.get $least) (local.get $d3)) (local.get $f3))))
        (local.set $d3 (local.get $least))
        (br $arcs)))
      (v128.store (local.get $row) (local.get $d0))
      (v128.store offset=16 (local.get $row) (local.get $d1))
      (v128.store offset=32 (local.get $row) (local.get $d2))
      (v128.store offset=48 (local.get $row) (local.get $d3))
      (v128.store (local.get $numbers) (v128.not (v128.andnot (local.get $f0)
        (i16x8.eq (local.get $d0) (v128.const i32x4 -1 -1 -1 -1)))))
      (v128.store offset=16 (local.get $numbers) (v128.not (v128.andnot (local.get $f1)
        (i16x8.eq (local.get $d1) (v128.const i32x4 -1 -1 -1 -1)))))
      (v128.store offset=32 (local.get $numbers) (v128.not (v128.andnot (local.get $f2)
        (i16x8.eq (local.get $d2) (v128.const i32x4 -1 -1 -1 -1)))))
      (v128.store offset=48 (local.get $numbers) (v128.not (v128.andnot (local.get $f3)
        (i16x8.eq (local.get $d3) (v128.const i32x4 -1 -1 -1 -1)))))
      (local.set $node (i32.add (local.get $node) (i32.const 1)))
      (br $nodesUp))))

  ;; Homes: home h takes the lesser of the rows of its two ends, end[2h] plus walk[2h] and end[2h + 1] plus
  ;; walk[2h + 1], into row h of homeDistance and homeFacility.
  (func (export "homesWithFacility") (param $count i32) (param $end i32) (param $walk i32)
    (param $distance i32) (param $facility i32) (param $homeDistance i32) (param $homeFacility i32)
    (local $a i32) (local $b i32) (local $la v128) (local $lb v128)
    (local $da v128) (local $db v128) (local $least v128)
    (block $done (loop $each
      (br_if $done (i32.eqz (local.get $count)))
      (local.set $a (i32.shl (i32.load (local.get $end)) (i32.const 6)))
      (local.set $b (i32.shl (i32.load offset=4 (local.get $end)) (i32.const 6)))
      (local.set $la (v128.load16_splat (local.get $walk)))
      (local.set $lb (v128.load16_splat offset=2 (local.get $walk)))
      (local.set $da
        (i16x8.add_sat_u (v128.load (i32.add (local.get $distance) (local.get $a))) (local.get $la)))
      (local.set $db
        (i16x8.add_sat_u (v128.load (i32.add (local.get $distance) (local.get $b))) (local.get $lb)))
      (local.set $least (i16x8.min_u (local.get $da) (local.get $db)))
      (v128.store (local.get $homeDistance) (local.get $least))
      (v128.store (local.get $homeFacility) (v128.not (v128.andnot (i16x8.max_u
        (v128.andnot (i16x8.eq (local.get $least) (local.get $da))
          (v128.load (i32.add (local.get $facility) (local.get $a))))
        (v128.andnot (i16x8.eq (local.get $least) (local.get $db))
          (v128.load (i32.add (local.get $facility) (local.get $b)))))
        (i16x8.eq (local.get $least) (v128.const i32x4 -1 -1 -1 -1)))))
      (local.set $da
        (i16x8.add_sat_u (v128.load offset=16 (i32.add (local.get $distance) (local.get $a))) (local.get $la)))
      (local.set $db
        (i16x8.add_sat_u (v128.load offset=16 (i32.add (local.get $distance) (local.get $b))) (local.get $lb)))
      (local.set $least (i16x8.min_u (local.get $da) (local.get $db)))
      (v128.store offset=16 (local.get $homeDistance) (local.get $least))
      (v128.store offset=16 (local.get $homeFacility) (v128.not (v128.andnot (i16x8.max_u
        (v128.andnot (i16x8.eq (local.get $least) (local.get $da))
          (v128.load offset=16 (i32.add (local.get $facility) (local.get $a))))
        (v128.andnot (i16x8.eq (local.get $least) (local.get $db))
          (v128.load offset=16 (i32.add (local.get $facility) (local.get $b)))))
        (i16x8.eq (local.get $least) (v128.const i32x4 -1 -1 -1 -1)))))
      (local.set $da
        (i16x8.add_sat_u (v128.load offset=32 (i32.add (local.get $distance) (local.get $a))) (local.get $la)))
      (local.set $db
        (i16x8.add_sat_u (v128.load offset=32 (i32.add (local.get $distance) (local.get $b))) (local.get $lb)))
      (local.set $least (i16x8.min_u (local.get $da) (local.get $db)))
      (v128.store offset=32 (local.get $homeDistance) (local.get $least))
      (v128.store offset=32 (local.get $homeFacility) (v128.not (v128.andnot (i16x8.max_u
        (v128.andnot (i16x8.eq (local.get $least) (local.get $da))
          (v128.load offset=32 (i32.add (local.get $facility) (local.get $a))))
        (v128.andnot (i16x8.eq (local.get $least) (local.get $db))
          (v128.load offset=32 (i32.add (local.get $facility) (local.get $b)))))
        (i16x8.eq (local.get $least) (v128.const i32x4 -1 -1 -1 -1)))))
      (local.set $da
        (i16x8.add_sat_u (v128.load offset=48 (i32.add (local.get $distance) (local.get $a))) (local.get $la)))
      (local.set $db
        (i16x8.add_sat_u (v128.load offset=48 (i32.add (local.get $distance) (local.get $b))) (local.get $lb)))
      (local.set $least (i16x8.min_u (local.get $da) (local.get $db)))
      (v128.store offset=48 (local.get $homeDistance) (local.get $least))
      (v128.store offset=48 (local.get $homeFacility) (v128.not (v128.andnot (i16x8.max_u
        (v128.andnot (i16x8.eq (local.get $least) (local.get $da))
          (v128.load offset=48 (i32.add (local.get $facility) (local.get $a))))
        (v128.andnot (i16x8.eq (local.get $least) (local.get $db))
          (v128.load offset=48 (i32.add (local.get $facility) (local.get $b)))))
        (i16x8.eq (local.get $least) (v128.const i32x4 -1 -1 -1 -1)))))
      (local.set $count (i32.sub (local.get $count) (i32.const 1)))
      (local.set $end (i32.add (local.get $end) (i32.const 8)))
      (local.set $walk (i32.add (local.get $walk) (i32.const 4)))
      (local.set $homeDistance (i32.add (local.get $homeDistance) (i32.const 64)))
      (local.set $homeFacility (i32.add (local.get $homeFacility) (i32.const 64)))
      (br $each))))
)
