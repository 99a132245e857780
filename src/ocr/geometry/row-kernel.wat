;; The two inner loops of drawing a page into a tensor, eight pixels and four numbers at a time. `row-kernel.ts` says what surrounds them.
(module
  (memory (export "memory") 1)

  ;; Four rows of brightness mixed into one: 16-bit sums of bytes times shares in 256ths.
  ;; Shares of one row add up to 256 at most, so no sum leaves 16 bits.
  (func (export "mix")
    (param $grey i32) (param $stride i32)          ;; first byte of the first row, bytes from row to row
    (param $a i32) (param $b i32) (param $c i32) (param $d i32) ;; shares
    (param $to i32) (param $end i32)               ;; sums; their end, a whole number of eights further
    (param $add i32)                               ;; whether to add to what is there
    (local $second i32) (local $third i32) (local $fourth i32) (local $sum v128)
    (local $wa v128) (local $wb v128) (local $wc v128) (local $wd v128)
    (local.set $second (i32.add (local.get $grey) (local.get $stride)))
    (local.set $third (i32.add (local.get $second) (local.get $stride)))
    (local.set $fourth (i32.add (local.get $third) (local.get $stride)))
    (local.set $wa (i16x8.splat (local.get $a)))
    (local.set $wb (i16x8.splat (local.get $b)))
    (local.set $wc (i16x8.splat (local.get $c)))
    (local.set $wd (i16x8.splat (local.get $d)))
    (loop $eight
      (local.set $sum
        (i16x8.add
          (i16x8.add
            (i16x8.mul (v128.load8x8_u (local.get $grey)) (local.get $wa))
            (i16x8.mul (v128.load8x8_u (local.get $second)) (local.get $wb)))
          (i16x8.add
            (i16x8.mul (v128.load8x8_u (local.get $third)) (local.get $wc))
            (i16x8.mul (v128.load8x8_u (local.get $fourth)) (local.get $wd)))))
      (if (local.get $add) (then (local.set $sum (i16x8.add (local.get $sum) (v128.load (local.get $to))))))
      (v128.store (local.get $to) (local.get $sum))
      (local.set $grey (i32.add (local.get $grey) (i32.const 8)))
      (local.set $second (i32.add (local.get $second) (i32.const 8)))
      (local.set $third (i32.add (local.get $third) (i32.const 8)))
      (local.set $fourth (i32.add (local.get $fourth) (i32.const 8)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $eight (i32.lt_u (local.get $to) (local.get $end)))))

  ;; One row of a tensor from sums: each number the sum of four neighbours times shares.
  (func (export "reduce")
    (param $sums i32)
    (param $first i32) (param $share i32)          ;; for each number where its neighbours begin, in bytes, and four shares
    (param $to i32) (param $end i32)               ;; numbers; their end, a whole number of fours further
    (param $shift f32) (param $add i32)            ;; what each begins with: this, or what is there
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $from v128)
    (loop $four
      (local.set $a (f32x4.mul (f32x4.convert_i32x4_u (v128.load16x4_u (i32.add (local.get $sums) (i32.load (local.get $first))))) (v128.load (local.get $share))))
      (local.set $b (f32x4.mul (f32x4.convert_i32x4_u (v128.load16x4_u (i32.add (local.get $sums) (i32.load offset=4 (local.get $first))))) (v128.load offset=16 (local.get $share))))
      (local.set $c (f32x4.mul (f32x4.convert_i32x4_u (v128.load16x4_u (i32.add (local.get $sums) (i32.load offset=8 (local.get $first))))) (v128.load offset=32 (local.get $share))))
      (local.set $d (f32x4.mul (f32x4.convert_i32x4_u (v128.load16x4_u (i32.add (local.get $sums) (i32.load offset=12 (local.get $first))))) (v128.load offset=48 (local.get $share))))
      ;; Four sums of four at once: pairs first, then pairs of pairs.
      (local.set $a (f32x4.add
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $a) (local.get $b))
        (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $a) (local.get $b))))
      (local.set $c (f32x4.add
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $c) (local.get $d))
        (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $c) (local.get $d))))
      (local.set $from (f32x4.splat (local.get $shift)))
      (if (local.get $add) (then (local.set $from (v128.load (local.get $to)))))
      (v128.store (local.get $to) (f32x4.add (local.get $from) (f32x4.add
        (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get $a) (local.get $c))
        (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31 (local.get $a) (local.get $c)))))
      (local.set $first (i32.add (local.get $first) (i32.const 16)))
      (local.set $share (i32.add (local.get $share) (i32.const 64)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $four (i32.lt_u (local.get $to) (local.get $end)))))
)
