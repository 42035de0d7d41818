//! From the parser's arcs to the final tree: lifted arcs are lowered again, and sentences start where the trees' left edges are.
//!
//! The parser draws no crossing arcs. In training, an arc that crosses others was lifted to its head's head and its relation decorated with
//! the relation of its true head ("advmod||conj"); here it is lowered (spaCy's `nonproj.deprojectivize`).

use std::ops::Range;

use crate::types::Dep;

/// The longest sentence, in tokens. Nobody writes one so long; what goes on without a full stop (a table, a list, an attack) is cut into such
/// pieces, so that what is done with the words of a sentence may take the square of their number and still be linear in the text's.
const LONGEST: usize = 300;

/// A relation as the parser predicts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// The relation itself.
    pub dep: Dep,
    /// The relation of the true head, somewhere below the predicted one; unset where the predicted head is the true one.
    pub below: Dep,
}

/// The trees of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// Each token's head; a root is its own.
    pub heads: Vec<usize>,
    /// Relation to the head.
    pub deps: Vec<Dep>,
    /// Whether a sentence starts at the token.
    pub starts: Vec<bool>,
}

impl Tree {
    /// The trees of these arcs.
    pub fn new(mut heads: Vec<usize>, mut relations: Vec<Relation>, is_space: &dyn Fn(usize) -> bool) -> Self {
        let mut edges = Edges::new(&heads);
        let decorated: Vec<usize> = (0..heads.len()).filter(|&i| relations[i].below != Dep::Unset).collect();
        if !decorated.is_empty() {
            let mut children = vec![Vec::new(); heads.len()];
            for (i, &head) in heads.iter().enumerate().filter(|&(i, &head)| i != head) {
                children[head].push(i);
            }
            for token in decorated {
                let wanted = Relation { dep: relations[token].below, below: Dep::Unset };
                let head = true_head(token, heads[token], wanted, &children, &relations, is_space);
                if head != heads[token] {
                    children[heads[token]].retain(|&child| child != token);
                    // spaCy finds children only inside of the edges that it computed before.
                    if (edges.left[head]..=edges.right[head]).contains(&token) {
                        let at = children[head].partition_point(|&child| child < token);
                        children[head].insert(at, token);
                    }
                    heads[token] = head;
                }
                relations[token].below = Dep::Unset;
            }
            edges = Edges::new(&heads);
        }
        let mut starts = vec![false; heads.len()];
        for (i, _) in heads.iter().enumerate().filter(|&(i, &head)| i == head) {
            starts[edges.left[i]] = true;
        }
        let mut tree = Self { heads, deps: relations.into_iter().map(|relation| relation.dep).collect(), starts };
        tree.cut();
        tree
    }

    /// Cuts what is longer than a sentence can be.
    fn cut(&mut self) {
        let (mut start, count) = (0, self.starts.len());
        while start < count {
            let end = (start + 1..count).find(|&i| self.starts[i]).unwrap_or(count);
            if end - start > LONGEST {
                (start..end).step_by(LONGEST).for_each(|at| self.make_sentence(at..end.min(at + LONGEST)));
            }
            start = end;
        }
    }

    /// Makes these tokens a tree: what hung on words outside hangs on the first of its kind.
    fn make_sentence(&mut self, tokens: Range<usize>) {
        self.starts[tokens.start] = true;
        let mut root = None;
        for i in tokens.clone().filter(|&i| self.heads[i] == i || !tokens.contains(&self.heads[i])).collect::<Vec<_>>() {
            self.deps[i] = if root.is_none() { Dep::Root } else { Dep::Dep };
            self.heads[i] = *root.get_or_insert(i);
        }
    }
}

/// The first token with the wanted relation below `head`, level by level, left to right; `head` itself if there is none.
fn true_head(
    token: usize,
    head: usize,
    wanted: Relation,
    children: &[Vec<usize>],
    relations: &[Relation],
    is_space: &dyn Fn(usize) -> bool,
) -> usize {
    let mut queue = std::collections::VecDeque::from([head]);
    while let Some(next) = queue.pop_front() {
        for &child in children[next].iter().filter(|&&child| child != token && !is_space(child)) {
            if relations[child] == wanted {
                return child;
            }
            queue.push_back(child);
        }
    }
    head
}

/// The leftmost and rightmost token below each token, as spaCy's `set_children_from_heads` finds them: exact on trees without crossing arcs.
struct Edges {
    left: Vec<usize>,
    right: Vec<usize>,
}

impl Edges {
    fn new(heads: &[usize]) -> Self {
        let mut edges = Self { left: (0..heads.len()).collect(), right: (0..heads.len()).collect() };
        // Crossing arcs can take several rounds to settle; spaCy gives up after twelve.
        for _ in 0..12 {
            (0..heads.len()).chain((0..heads.len()).rev()).for_each(|child| edges.widen(child, heads[child]));
            if edges.hold_heads(heads) {
                break;
            }
        }
        edges
    }

    fn widen(&mut self, child: usize, head: usize) {
        self.left[head] = self.left[head].min(self.left[child]);
        self.right[head] = self.right[head].max(self.right[child]);
    }

    /// Whether each head lies in the sentence of its child, when sentences start at the left edges of the roots.
    fn hold_heads(&self, heads: &[usize]) -> bool {
        let mut starts = vec![false; heads.len()];
        for (i, _) in heads.iter().enumerate().filter(|&(i, &head)| i == head) {
            starts[self.left[i]] = true;
        }
        let mut start = 0;
        for end in 0..heads.len() {
            if (end > 0 && starts[end]) || end == heads.len() - 1 {
                if heads[start..end].iter().any(|head| !(start..=end).contains(head)) {
                    return false;
                }
                start = end;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relation(dep: Dep) -> Relation {
        Relation { dep, below: Dep::Unset }
    }

    #[test]
    fn a_lifted_arc_is_lowered_to_its_true_head() {
        // "A report appeared on arms": "on" was lifted from "report" (nsubj) to the verb.
        let lifted = Relation { dep: Dep::Prep, below: Dep::Nsubj };
        let relations = vec![relation(Dep::Det), relation(Dep::Nsubj), relation(Dep::Root), lifted, relation(Dep::Pobj)];
        let tree = Tree::new(vec![1, 2, 2, 2, 3], relations, &|_| false);
        assert_eq!(tree.heads, [1, 2, 2, 1, 3]);
        assert_eq!(tree.deps[3], Dep::Prep);
        assert_eq!(tree.starts, [true, false, false, false, false]);
    }

    #[test]
    fn what_has_no_full_stop_is_cut_into_trees() {
        // A chain in which every word hangs on the one before, and one in which all hang on the last.
        let chain = (0..700).map(|i: usize| i.saturating_sub(1)).collect();
        for heads in [chain, vec![699; 700]] {
            let tree = Tree::new(heads, vec![relation(Dep::Conj); 700], &|_| false);
            let starts: Vec<usize> = (0..700).filter(|&i| tree.starts[i]).collect();
            assert_eq!(starts, [0, 300, 600]);
            for (i, &head) in tree.heads.iter().enumerate() {
                assert_eq!(i / LONGEST, head / LONGEST, "{i} hangs on {head}");
                assert_eq!(head == i, tree.deps[i] == Dep::Root, "{i}");
            }
            assert_eq!((0..700).filter(|&i| tree.heads[i] == i).collect::<Vec<_>>().len(), 3);
        }
    }

    #[test]
    fn each_root_opens_a_sentence_at_its_left_edge() {
        let relations = vec![relation(Dep::Nsubj), relation(Dep::Root), relation(Dep::Nsubj), relation(Dep::Root)];
        let tree = Tree::new(vec![1, 1, 3, 3], relations, &|_| false);
        assert_eq!(tree.starts, [true, false, true, false]);
        assert!(Tree::new(vec![], vec![], &|_| false).starts.is_empty());
    }
}
