//! Matrix products for the encoders: weights packed once for the processor's vectors, rows taken in blocks that fill its registers.
//!
//! Every output is one chain of fused multiply-adds in input order, whatever the width of the vectors, so that results do not depend on
//! which instruction set is found (AVX-512, AVX2, NEON). Processors without fused multiply-add round differently in the last bit.

use pulp::{Arch, Simd, WithSimd};

/// Rows are computed in blocks of this many: buffers must have room for [`padded_rows`].
const BLOCK: usize = 8;
/// Outputs are padded to a multiple of this, with zero weights.
const UNIT: usize = 64;

/// The number of rows that a product over `rows` rows writes.
pub fn padded_rows(rows: usize) -> usize {
    rows.next_multiple_of(BLOCK)
}

/// Floats that start on a cache line.
pub struct AlignedFloats {
    data: Vec<f32>,
    start: usize,
    len: usize,
}

impl AlignedFloats {
    /// `len` zeros.
    pub fn zeros(len: usize) -> Self {
        let data = vec![0.0f32; len + 16];
        let start = data.as_ptr().align_offset(64).min(16);
        Self { data, start, len }
    }

    /// The floats.
    pub fn get(&self) -> &[f32] {
        &self.data[self.start..self.start + self.len]
    }

    /// The floats, to be written.
    pub fn get_mut(&mut self) -> &mut [f32] {
        &mut self.data[self.start..self.start + self.len]
    }
}

/// How many values one vector of this machine holds.
fn lanes(arch: Arch) -> usize {
    struct Lanes;
    impl WithSimd for Lanes {
        type Output = usize;
        #[inline(always)]
        fn with_simd<S: Simd>(self, _: S) -> usize {
            S::F32_LANES
        }
    }
    arch.dispatch(Lanes)
}

/// What is done with the sums of a product.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Three pieces a unit, of which the largest is the output.
    Maxout,
    /// Each sum is an output.
    Linear,
}

impl Kind {
    /// Vectors that are computed side by side.
    fn width(self) -> usize {
        match self {
            Self::Maxout => 3,
            Self::Linear => 4,
        }
    }
}

/// An affine layer with its weights in the order in which the kernel reads them: panel, input, vector, lane.
pub struct Layer {
    arch: Arch,
    kind: Kind,
    inputs: usize,
    panels: usize,
    stride: usize,
    weights: AlignedFloats,
    bias: AlignedFloats,
}

impl Layer {
    /// A layer whose outputs are each the largest of three pieces; `weights` is outputs x 3 x inputs, `bias` outputs x 3.
    pub fn maxout(arch: Arch, weights: &[f32], bias: &[f32]) -> Self {
        Self::pack(arch, Kind::Maxout, weights, bias)
    }

    /// A layer of plain sums; `weights` is outputs x inputs.
    pub fn linear(arch: Arch, weights: &[f32], bias: &[f32]) -> Self {
        Self::pack(arch, Kind::Linear, weights, bias)
    }

    fn pack(arch: Arch, kind: Kind, rows: &[f32], biases: &[f32]) -> Self {
        let (lanes, width, inputs) = (lanes(arch), kind.width(), rows.len() / biases.len());
        let (panels, stride) = match kind {
            Kind::Maxout => ((biases.len() / 3).div_ceil(lanes), biases.len() / 3),
            Kind::Linear => (biases.len().next_multiple_of(UNIT) / (lanes * width), biases.len().next_multiple_of(UNIT)),
        };
        let (mut weights, mut bias) = (AlignedFloats::zeros(panels * inputs * width * lanes), AlignedFloats::zeros(panels * width * lanes));
        for (at, row) in rows.chunks_exact(inputs).enumerate() {
            // Where the row's output stands in the order of the kernel.
            let (panel, vector, lane) = match kind {
                Kind::Maxout => (at / 3 / lanes, at % 3, at / 3 % lanes),
                Kind::Linear => (at / lanes / width, at / lanes % width, at % lanes),
            };
            bias.get_mut()[(panel * width + vector) * lanes + lane] = biases[at];
            let column = weights.get_mut()[(panel * inputs * width + vector) * lanes + lane..].iter_mut().step_by(width * lanes);
            column.zip(row).for_each(|(to, &from)| *to = from);
        }
        Self { arch, kind, inputs, panels, stride, weights, bias }
    }

    /// Distance between two rows of outputs: their number, for plain sums padded to whole panels.
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// Computes [`padded_rows`]`(rows)` rows of outputs (one only, if `rows` is 1). Row `i` of the input begins at `i * input_stride`.
    pub fn apply(&self, input: &[f32], input_stride: usize, rows: usize, output: &mut [f32]) {
        self.arch.dispatch(Apply { layer: self, input, input_stride, rows, output });
    }
}

struct Apply<'a> {
    layer: &'a Layer,
    input: &'a [f32],
    input_stride: usize,
    rows: usize,
    output: &'a mut [f32],
}

impl WithSimd for Apply<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let registers = S::REGISTER_COUNT >= 32;
        match (self.layer.kind, self.rows) {
            (Kind::Maxout, _) if registers => self.blocks::<S, 8, 3>(simd),
            (Kind::Maxout, _) => self.blocks::<S, 4, 3>(simd),
            (Kind::Linear, 1) => self.blocks::<S, 1, 4>(simd),
            (Kind::Linear, _) if registers => self.blocks::<S, 4, 4>(simd),
            (Kind::Linear, _) => self.blocks::<S, 2, 4>(simd),
        }
    }
}

impl Apply<'_> {
    #[inline(always)]
    fn blocks<S: Simd, const R: usize, const W: usize>(self, simd: S) {
        let Layer { kind, inputs, panels, stride, .. } = *self.layer;
        let weights = S::as_simd_f32s(self.layer.weights.get()).0;
        let bias = S::as_simd_f32s(self.layer.bias.get()).0;
        let rows = if R == 1 { 1 } else { padded_rows(self.rows) };
        for first in (0..rows).step_by(R) {
            let block: [&[f32]; R] = std::array::from_fn(|r| &self.input[(first + r) * self.input_stride..][..inputs]);
            for panel in 0..panels {
                let bias: &[S::f32s; W] = bias[panel * W..].first_chunk().expect("bias of a panel");
                let mut sums = [*bias; R];
                for (k, weight) in weights[panel * inputs * W..][..inputs * W].chunks_exact(W).enumerate() {
                    for r in 0..R {
                        let x = simd.splat_f32s(block[r][k]);
                        for w in 0..W {
                            sums[r][w] = simd.mul_add_e_f32s(x, weight[w], sums[r][w]);
                        }
                    }
                }
                for (r, sums) in sums.iter().enumerate() {
                    let row = S::as_mut_simd_f32s(&mut self.output[(first + r) * stride..][..stride]).0;
                    match kind {
                        Kind::Maxout => row[panel] = sums.iter().skip(1).fold(sums[0], |max, &sum| simd.max_f32s(max, sum)),
                        Kind::Linear => row[panel * W..][..W].copy_from_slice(sums),
                    }
                }
            }
        }
    }
}

/// The instruction sets of this machine, and whether each has fused multiply-adds.
#[cfg(test)]
pub fn available() -> Vec<(Arch, bool)> {
    let mut all = vec![(Arch::Scalar, false)];
    #[cfg(target_arch = "x86_64")]
    {
        all.extend(pulp::x86::V3::try_new().map(|simd| (Arch::V3(simd), true)));
        all.extend(pulp::x86::V4::try_new().map(|simd| (Arch::V4(simd), true)));
    }
    #[cfg(not(target_arch = "x86_64"))]
    all.push((Arch::new(), true));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers between -1 and 1 without pattern.
    fn noise(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..count).map(|_| next()).collect()
    }

    /// One output, summed as the kernel promises: in input order, each step fused.
    fn plain(weights: &[f32], bias: f32, input: &[f32]) -> f32 {
        weights.iter().zip(input).fold(bias, |sum, (w, x)| x.mul_add(*w, sum))
    }

    fn check(arch: Arch, exact: bool) {
        let agree = |found: f32, expected: f32| if exact { found == expected } else { (found - expected).abs() < 1e-4 };
        let (rows, stride) = (11, 96);
        let input = noise(stride * (padded_rows(rows) + 2), 1);
        let (weights, bias) = (noise(96 * 3 * 288, 2), noise(96 * 3, 3));
        let layer = Layer::maxout(arch, &weights, &bias);
        let mut output = vec![0.0; padded_rows(rows) * layer.stride()];
        layer.apply(&input, stride, rows, &mut output);
        for (row, unit) in (0..rows).flat_map(|row| (0..96).map(move |unit| (row, unit))) {
            let window = &input[row * stride..][..288];
            let piece = |p: usize| plain(&weights[(unit * 3 + p) * 288..][..288], bias[unit * 3 + p], window);
            let expected = piece(0).max(piece(1)).max(piece(2));
            assert!(agree(output[row * layer.stride() + unit], expected), "{arch:?}: row {row}, unit {unit}");
        }
        for rows in [1, 11] {
            let layer = Layer::linear(arch, &weights[..50 * 96], &bias[..50]);
            let mut output = vec![0.0; padded_rows(rows) * layer.stride()];
            layer.apply(&input, stride, rows, &mut output);
            for (row, unit) in (0..rows).flat_map(|row| (0..50).map(move |unit| (row, unit))) {
                let expected = plain(&weights[unit * 96..][..96], bias[unit], &input[row * stride..]);
                assert!(agree(output[row * layer.stride() + unit], expected), "{arch:?}: row {row} of {rows}, output {unit}");
            }
        }
    }

    #[test]
    fn every_instruction_set_gives_the_sums_of_a_plain_loop() {
        for (arch, fused) in available() {
            check(arch, fused);
        }
    }
}
