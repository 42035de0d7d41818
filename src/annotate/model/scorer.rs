//! What the parser and the name finder share: scores of a state's possible moves, from the few tokens that the state looks at.
//!
//! Each token's share of the hidden layer in each role is computed once a document (the layer is linear before its maxout), so a step adds
//! a few rows, takes the maximum of two pieces and multiplies with the output layer.

use pulp::{Arch, Simd, WithSimd};

use crate::annotate::model::WIDTH;
use crate::annotate::model::kernels::{AlignedFloats, Layer, padded_rows};
use crate::annotate::model::weights::Weights;
use crate::error::Result;

/// Width of the token rows and of the hidden layer.
const HIDDEN: usize = 64;
/// One token's share of the hidden layer in one role: two pieces of the hidden layer, one after the other.
const SHARE: usize = 2 * HIDDEN;

/// The layers of a transition model with `ROLES` tokens a state.
pub struct Scorer<const ROLES: usize> {
    arch: Arch,
    token: Layer,
    shares: Layer,
    /// The share of a role that no token fills.
    padding: Vec<f32>,
    bias: Vec<f32>,
    action: Layer,
    actions: usize,
}

/// The shares of a document's tokens.
pub struct Shares(AlignedFloats);

/// Work space of one state's scores.
pub struct Scores {
    hidden: AlignedFloats,
    output: AlignedFloats,
}

impl<const ROLES: usize> Scorer<ROLES> {
    /// Reads the tensors that begin with `prefix`.
    pub fn load(arch: Arch, weights: &Weights, prefix: &str, actions: usize) -> Result<Self> {
        let matrix = |name: &str, shape: &[usize]| weights.matrix(&format!("{prefix}.{name}.weight"), shape);
        let vector = |name: &str, shape: &[usize]| weights.vector(&format!("{prefix}.{name}"), shape);
        // The file has (role, unit, piece); a share is piece by piece.
        let order = |role: usize, at: usize| (role * HIDDEN + at % HIDDEN) * 2 + at / HIDDEN;
        let places: Vec<usize> = (0..ROLES).flat_map(|role| (0..SHARE).map(move |at| order(role, at))).collect();
        let state = matrix("state", &[ROLES, HIDDEN, 2, HIDDEN])?;
        let state: Vec<f32> = places.iter().flat_map(|&row| &state[row * HIDDEN..][..HIDDEN]).copied().collect();
        let padding = vector("state.padding", &[ROLES, HIDDEN, 2])?;
        let bias = vector("state.bias", &[HIDDEN, 2])?;
        Ok(Self {
            arch,
            token: Layer::linear(arch, &matrix("token", &[HIDDEN, WIDTH])?, &vector("token.bias", &[HIDDEN])?),
            shares: Layer::linear(arch, &state, &[0.0; 8 * SHARE][..ROLES * SHARE]),
            padding: places.iter().map(|&at| padding[at]).collect(),
            bias: places[..SHARE].iter().map(|&at| bias[at]).collect(),
            action: Layer::linear(arch, &matrix("action", &[actions, HIDDEN])?, &vector("action.bias", &[actions])?),
            actions,
        })
    }

    /// The shares of `count` encoded tokens, of which there must be room for whole blocks.
    pub fn shares(&self, rows: &[f32], count: usize) -> Shares {
        let padded = padded_rows(count);
        let mut tokens = AlignedFloats::zeros(padded * self.token.stride());
        self.token.apply(rows, WIDTH, padded, tokens.get_mut());
        let mut shares = AlignedFloats::zeros(padded * self.shares.stride());
        self.shares.apply(tokens.get(), self.token.stride(), padded, shares.get_mut());
        Shares(shares)
    }

    /// Work space for [`Scorer::score`].
    pub fn work_space(&self) -> Scores {
        Scores { hidden: AlignedFloats::zeros(HIDDEN), output: AlignedFloats::zeros(self.action.stride()) }
    }

    /// The scores of all actions in a state that looks at these tokens.
    pub fn score<'a>(&self, shares: &Shares, tokens: &[Option<usize>; ROLES], space: &'a mut Scores) -> &'a [f32] {
        let rows: [&[f32; SHARE]; ROLES] = std::array::from_fn(|role| {
            let row = match tokens[role] {
                Some(token) => &shares.0.get()[token * self.shares.stride()..],
                None => &self.padding[..],
            };
            row[role * SHARE..].first_chunk().expect("a share of each role")
        });
        let bias = self.bias.first_chunk().expect("a bias of each piece");
        self.arch.dispatch(Hidden { rows: &rows, bias, out: space.hidden.get_mut() });
        self.action.apply(space.hidden.get(), HIDDEN, 1, space.output.get_mut());
        &space.output.get()[..self.actions]
    }
}

/// Adds shares in order of roles, then the bias, and takes the larger piece.
struct Hidden<'a> {
    rows: &'a [&'a [f32; SHARE]],
    bias: &'a [f32; SHARE],
    out: &'a mut [f32],
}

impl WithSimd for Hidden<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let half = HIDDEN / S::F32_LANES;
        let out = S::as_mut_simd_f32s(self.out).0;
        for (at, out) in out.iter_mut().enumerate() {
            let piece = |offset: usize| {
                let zero = simd.splat_f32s(0.0);
                let sum = self.rows.iter().fold(zero, |sum, row| simd.add_f32s(sum, S::as_simd_f32s(&row[..]).0[offset]));
                simd.add_f32s(sum, S::as_simd_f32s(&self.bias[..]).0[offset])
            };
            *out = simd.max_f32s(piece(at), piece(half + at));
        }
    }
}

/// Index and score of the best, the first of equals.
pub fn best(scores: &[f32]) -> Option<(usize, f32)> {
    let mut best = None;
    for (i, &score) in scores.iter().enumerate() {
        if best.is_none_or(|(_, top)| score > top) {
            best = Some((i, score));
        }
    }
    best
}
