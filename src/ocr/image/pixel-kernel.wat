;; The inner loops over all pixels of a page, sixteen, eight or four at a time. `pixel-kernel.ts` says what surrounds them.
(module
  (memory (export "memory") 1)

  ;; Brightness of coloured pixels: luma of ITU-R BT.601 in 256ths.
  (func (export "grey")
    (param $rgb i32) (param $to i32) (param $end i32) ;; three bytes a pixel; a byte a pixel; their end, a whole number of sixteens further
    (local $a v128) (local $b v128) (local $c v128) (local $red v128) (local $green v128) (local $blue v128) (local $low v128) (local $high v128)
    (loop $sixteen
      (local.set $a (v128.load (local.get $rgb)))
      (local.set $b (v128.load offset=16 (local.get $rgb)))
      (local.set $c (v128.load offset=32 (local.get $rgb)))
      (local.set $red (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 17 20 23 26 29
        (i8x16.shuffle 0 3 6 9 12 15 18 21 24 27 30 0 0 0 0 0 (local.get $a) (local.get $b)) (local.get $c)))
      (local.set $green (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 18 21 24 27 30
        (i8x16.shuffle 1 4 7 10 13 16 19 22 25 28 31 0 0 0 0 0 (local.get $a) (local.get $b)) (local.get $c)))
      (local.set $blue (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 16 19 22 25 28 31
        (i8x16.shuffle 2 5 8 11 14 17 20 23 26 29 0 0 0 0 0 0 (local.get $a) (local.get $b)) (local.get $c)))
      (local.set $low (i16x8.add
        (i16x8.add
          (i16x8.mul (i16x8.extend_low_i8x16_u (local.get $red)) (v128.const i16x8 77 77 77 77 77 77 77 77))
          (i16x8.mul (i16x8.extend_low_i8x16_u (local.get $green)) (v128.const i16x8 151 151 151 151 151 151 151 151)))
        (i16x8.mul (i16x8.extend_low_i8x16_u (local.get $blue)) (v128.const i16x8 28 28 28 28 28 28 28 28))))
      (local.set $high (i16x8.add
        (i16x8.add
          (i16x8.mul (i16x8.extend_high_i8x16_u (local.get $red)) (v128.const i16x8 77 77 77 77 77 77 77 77))
          (i16x8.mul (i16x8.extend_high_i8x16_u (local.get $green)) (v128.const i16x8 151 151 151 151 151 151 151 151)))
        (i16x8.mul (i16x8.extend_high_i8x16_u (local.get $blue)) (v128.const i16x8 28 28 28 28 28 28 28 28))))
      (v128.store (local.get $to) (i8x16.narrow_i16x8_u (i16x8.shr_u (local.get $low) (i32.const 8)) (i16x8.shr_u (local.get $high) (i32.const 8))))
      (local.set $rgb (i32.add (local.get $rgb) (i32.const 48)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $sixteen (i32.lt_u (local.get $to) (local.get $end)))))

  ;; Pixels times gains in 4096ths, which lie between those of two rows; bright ones stop at white.
  (func (export "light")
    (param $grey i32) (param $upper i32) (param $lower i32) (param $part i32) ;; bytes; 16-bit gains, below 16384; share of the lower, in 32768ths
    (param $to i32) (param $end i32)                                          ;; bytes; their end, a whole number of eights further
    (local $share v128) (local $gain v128) (local $eight v128) (local $first v128)
    (local.set $share (i16x8.splat (local.get $part)))
    (loop $eight
      (local.set $first (v128.load (local.get $upper)))
      (local.set $gain (i16x8.add (local.get $first) (i16x8.q15mulr_sat_s (i16x8.sub (v128.load (local.get $lower)) (local.get $first)) (local.get $share))))
      (local.set $eight (v128.load8x8_u (local.get $grey)))
      (local.set $eight (i16x8.narrow_i32x4_s
        (i32x4.shr_u (i32x4.extmul_low_i16x8_s (local.get $eight) (local.get $gain)) (i32.const 12))
        (i32x4.shr_u (i32x4.extmul_high_i16x8_s (local.get $eight) (local.get $gain)) (i32.const 12))))
      (v128.store64_lane 0 (local.get $to) (i8x16.narrow_i16x8_u (local.get $eight) (local.get $eight)))
      (local.set $grey (i32.add (local.get $grey) (i32.const 8)))
      (local.set $upper (i32.add (local.get $upper) (i32.const 16)))
      (local.set $lower (i32.add (local.get $lower) (i32.const 16)))
      (local.set $to (i32.add (local.get $to) (i32.const 8)))
      (br_if $eight (i32.lt_u (local.get $to) (local.get $end)))))

  ;; Pixels of some rows, 257 at most, added up column by column.
  (func (export "add")
    (param $grey i32) (param $stride i32) (param $rows i32) ;; bytes, from row to row, how many
    (param $to i32) (param $end i32)                        ;; 16-bit sums; their end, a whole number of eights further
    (local $at i32) (local $left i32) (local $sum v128)
    (loop $eight
      (local.set $sum (v128.const i16x8 0 0 0 0 0 0 0 0))
      (local.set $at (local.get $grey))
      (local.set $left (local.get $rows))
      (loop $row
        (local.set $sum (i16x8.add (local.get $sum) (v128.load8x8_u (local.get $at))))
        (local.set $at (i32.add (local.get $at) (local.get $stride)))
        (local.set $left (i32.sub (local.get $left) (i32.const 1)))
        (br_if $row (local.get $left)))
      (v128.store (local.get $to) (local.get $sum))
      (local.set $grey (i32.add (local.get $grey) (i32.const 8)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $eight (i32.lt_u (local.get $to) (local.get $end)))))

  ;; The brighter, or the darker, of each two pixels.
  (func (export "brighter") (param $a i32) (param $b i32) (param $to i32) (param $end i32) ;; end: a whole number of sixteens after `to`
    (loop $sixteen
      (v128.store (local.get $to) (i8x16.max_u (v128.load (local.get $a)) (v128.load (local.get $b))))
      (local.set $a (i32.add (local.get $a) (i32.const 16)))
      (local.set $b (i32.add (local.get $b) (i32.const 16)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $sixteen (i32.lt_u (local.get $to) (local.get $end)))))
  (func (export "darker") (param $a i32) (param $b i32) (param $to i32) (param $end i32)
    (loop $sixteen
      (v128.store (local.get $to) (i8x16.min_u (v128.load (local.get $a)) (v128.load (local.get $b))))
      (local.set $a (i32.add (local.get $a) (i32.const 16)))
      (local.set $b (i32.add (local.get $b) (i32.const 16)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $sixteen (i32.lt_u (local.get $to) (local.get $end)))))

  ;; Shares of 0 to 1 as bytes.
  (func (export "bytes") (param $shares i32) (param $to i32) (param $end i32) ;; single precision; bytes; their end, a whole number of sixteens further
    (loop $sixteen
      (v128.store (local.get $to) (i8x16.narrow_i16x8_u
        (i16x8.narrow_i32x4_s (call $levels (v128.load (local.get $shares))) (call $levels (v128.load offset=16 (local.get $shares))))
        (i16x8.narrow_i32x4_s (call $levels (v128.load offset=32 (local.get $shares))) (call $levels (v128.load offset=48 (local.get $shares))))))
      (local.set $shares (i32.add (local.get $shares) (i32.const 64)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $sixteen (i32.lt_u (local.get $to) (local.get $end)))))
  (func $levels (param $four v128) (result v128)
    (i32x4.trunc_sat_f32x4_u (f32x4.add (f32x4.mul (local.get $four) (v128.const f32x4 255 255 255 255)) (v128.const f32x4 0.5 0.5 0.5 0.5))))

  ;; How many of every second pixel differ by more than `most` levels from the pixel two before them.
  (func (export "steps") (param $grey i32) (param $end i32) (param $most i32) (result i32) ;; the first that is asked about; their end, a whole number of sixteens further
    (local $count i32) (local $here v128) (local $before v128) (local $limit v128)
    (local.set $limit (i8x16.splat (local.get $most)))
    (loop $sixteen
      (local.set $here (v128.load (local.get $grey)))
      (local.set $before (v128.load (i32.sub (local.get $grey) (i32.const 2))))
      (local.set $count (i32.add (local.get $count) (i32.popcnt (i32.and (i32.const 0x5555) (i8x16.bitmask (i8x16.gt_u
        (v128.or (i8x16.sub_sat_u (local.get $here) (local.get $before)) (i8x16.sub_sat_u (local.get $before) (local.get $here)))
        (local.get $limit)))))))
      (local.set $grey (i32.add (local.get $grey) (i32.const 16)))
      (br_if $sixteen (i32.lt_u (local.get $grey) (local.get $end))))
    (local.get $count))

  ;; A place in the page that a whole number of 65536ths in 32 bits can tell: what is further away is beyond every page.
  (func $near (param $place f64) (result f64)
    (f64.max (f64.const -32000) (f64.min (f64.const 32000) (local.get $place))))

  ;; One row of a page drawn anew, bilinear. Pixel u stands at ((a·u + x) / (g·u + w), (d·u + y) / (g·u + w)), middles at halves, and 32 pixels at a time
  ;; on a straight line, along which places are added up in 65536ths of a pixel. Beyond the page its nearest pixel counts: places stop at the edge, and
  ;; what is read beyond the last row or column has no share.
  (func (export "warp")
    (param $page i32) (param $stride i32) (param $width i32) (param $height i32)
    (param $a f64) (param $x f64) (param $d f64) (param $y f64) (param $g f64) (param $w f64)
    (param $to i32) (param $end i32) ;; bytes; whole runs of 32 are written
    (local $u f64) (local $depth f64) (local $fromX f64) (local $fromY f64) (local $toX f64) (local $toY f64) (local $first i32) (local $runEnd i32)
    (local $px v128) (local $py v128) (local $stepX v128) (local $stepY v128) (local $maxX v128) (local $maxY v128) (local $cx v128) (local $cy v128)
    (local $at v128) (local $right v128) (local $below v128) (local $upper v128) (local $lower v128) (local $one i32) (local $row v128) (local $origin v128)
    (local.set $maxX (i32x4.splat (i32.shl (i32.sub (local.get $width) (i32.const 1)) (i32.const 16))))
    (local.set $maxY (i32x4.splat (i32.shl (i32.sub (local.get $height) (i32.const 1)) (i32.const 16))))
    (local.set $row (i32x4.splat (local.get $stride)))
    (local.set $origin (i32x4.splat (local.get $page)))
    (local.set $u (f64.const 0.5))
    (loop $run
      (local.set $depth (f64.add (f64.mul (local.get $g) (local.get $u)) (local.get $w)))
      (local.set $toX (call $near (f64.sub (f64.div (f64.add (f64.mul (local.get $a) (local.get $u)) (local.get $x)) (local.get $depth)) (f64.const 0.5))))
      (local.set $toY (call $near (f64.sub (f64.div (f64.add (f64.mul (local.get $d) (local.get $u)) (local.get $y)) (local.get $depth)) (f64.const 0.5))))
      ;; The first end of the first run has nothing drawn before it.
      (if (local.get $first) (then
        (local.set $one (i32.trunc_sat_f64_s (f64.mul (f64.sub (local.get $toX) (local.get $fromX)) (f64.const 2048))))
        (local.set $stepX (i32x4.splat (local.get $one)))
        (local.set $px (i32x4.add
          (i32x4.splat (i32.trunc_sat_f64_s (f64.mul (local.get $fromX) (f64.const 65536))))
          (i32x4.mul (local.get $stepX) (v128.const i32x4 0 1 2 3))))
        (local.set $stepX (i32x4.shl (local.get $stepX) (i32.const 2)))
        (local.set $one (i32.trunc_sat_f64_s (f64.mul (f64.sub (local.get $toY) (local.get $fromY)) (f64.const 2048))))
        (local.set $stepY (i32x4.splat (local.get $one)))
        (local.set $py (i32x4.add
          (i32x4.splat (i32.trunc_sat_f64_s (f64.mul (local.get $fromY) (f64.const 65536))))
          (i32x4.mul (local.get $stepY) (v128.const i32x4 0 1 2 3))))
        (local.set $stepY (i32x4.shl (local.get $stepY) (i32.const 2)))
        (local.set $runEnd (i32.add (local.get $to) (i32.const 32)))
        (loop $four
          (local.set $cx (i32x4.max_s (v128.const i32x4 0 0 0 0) (i32x4.min_s (local.get $maxX) (local.get $px))))
          (local.set $cy (i32x4.max_s (v128.const i32x4 0 0 0 0) (i32x4.min_s (local.get $maxY) (local.get $py))))
          (local.set $at (i32x4.add (local.get $origin) (i32x4.add
            (i32x4.mul (i32x4.shr_u (local.get $cy) (i32.const 16)) (local.get $row))
            (i32x4.shr_u (local.get $cx) (i32.const 16)))))
          ;; Two neighbours in a row at a time.
          (local.set $upper (v128.load16_lane 0 (i32x4.extract_lane 0 (local.get $at)) (local.get $upper)))
          (local.set $upper (v128.load16_lane 1 (i32x4.extract_lane 1 (local.get $at)) (local.get $upper)))
          (local.set $upper (v128.load16_lane 2 (i32x4.extract_lane 2 (local.get $at)) (local.get $upper)))
          (local.set $upper (v128.load16_lane 3 (i32x4.extract_lane 3 (local.get $at)) (local.get $upper)))
          (local.set $at (i32x4.add (local.get $at) (local.get $row)))
          (local.set $lower (v128.load16_lane 0 (i32x4.extract_lane 0 (local.get $at)) (local.get $lower)))
          (local.set $lower (v128.load16_lane 1 (i32x4.extract_lane 1 (local.get $at)) (local.get $lower)))
          (local.set $lower (v128.load16_lane 2 (i32x4.extract_lane 2 (local.get $at)) (local.get $lower)))
          (local.set $lower (v128.load16_lane 3 (i32x4.extract_lane 3 (local.get $at)) (local.get $lower)))
          ;; Shares of neighbours in 256ths, the left one's in the lower half of each number.
          (local.set $right (v128.and (i32x4.shr_u (local.get $cx) (i32.const 8)) (v128.const i32x4 255 255 255 255)))
          (local.set $right (v128.or (i32x4.shl (local.get $right) (i32.const 16)) (i32x4.sub (v128.const i32x4 256 256 256 256) (local.get $right))))
          (local.set $below (v128.and (i32x4.shr_u (local.get $cy) (i32.const 8)) (v128.const i32x4 255 255 255 255)))
          (local.set $cx (i32x4.add
            (i32x4.mul (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_u (local.get $upper)) (local.get $right)) (i32x4.sub (v128.const i32x4 256 256 256 256) (local.get $below)))
            (i32x4.mul (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_u (local.get $lower)) (local.get $right)) (local.get $below))))
          (local.set $cx (i32x4.shr_u (i32x4.add (local.get $cx) (v128.const i32x4 32768 32768 32768 32768)) (i32.const 16)))
          (local.set $cx (i16x8.narrow_i32x4_s (local.get $cx) (local.get $cx)))
          (v128.store32_lane 0 (local.get $to) (i8x16.narrow_i16x8_u (local.get $cx) (local.get $cx)))
          (local.set $px (i32x4.add (local.get $px) (local.get $stepX)))
          (local.set $py (i32x4.add (local.get $py) (local.get $stepY)))
          (local.set $to (i32.add (local.get $to) (i32.const 4)))
          (br_if $four (i32.lt_u (local.get $to) (local.get $runEnd))))))
      (local.set $first (i32.const 1))
      (local.set $fromX (local.get $toX))
      (local.set $fromY (local.get $toY))
      (local.set $u (f64.add (local.get $u) (f64.const 32)))
      (br_if $run (i32.lt_u (local.get $to) (local.get $end)))))
)
