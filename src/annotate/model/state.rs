//! The state of the arc-eager parser: stack, buffer, arcs so far and sentence starts. Mirrors spaCy's `StateC`, its odd corners included.

/// A state over `0..length` tokens.
pub struct State {
    length: usize,
    /// The first token that was never taken from the buffer.
    next: usize,
    stack: Vec<usize>,
    /// Tokens put back in front of the buffer, the foremost last.
    put_back: Vec<usize>,
    /// Tokens that must not be shifted again, since they were put back.
    unshiftable: Vec<bool>,
    sentence_start: Vec<bool>,
    heads: Vec<Option<usize>>,
    labels: Vec<u16>,
    /// The child last attached on the left of each token, and the one before each child.
    last_left: Vec<Option<usize>>,
    last_right: Vec<Option<usize>>,
    sibling: Vec<Option<usize>>,
}

impl State {
    /// The first state: all tokens in the buffer.
    pub fn new(length: usize) -> Self {
        let mut sentence_start = vec![false; length];
        sentence_start.iter_mut().take(1).for_each(|first| *first = true);
        Self {
            length,
            next: 0,
            stack: Vec::new(),
            put_back: Vec::new(),
            unshiftable: vec![false; length],
            sentence_start,
            heads: vec![None; length],
            labels: vec![0; length],
            last_left: vec![None; length],
            last_right: vec![None; length],
            sibling: vec![None; length],
        }
    }

    /// The `i`-th token of the stack, from its top.
    pub fn stack(&self, i: usize) -> Option<usize> {
        self.stack.len().checked_sub(i + 1).map(|at| self.stack[at])
    }

    /// The `i`-th token of the buffer.
    pub fn buffer(&self, i: usize) -> Option<usize> {
        match self.put_back.len().checked_sub(i + 1) {
            Some(at) => Some(self.put_back[at]),
            None => Some(self.next + i - self.put_back.len()).filter(|&token| token < self.length),
        }
    }

    /// Tokens on the stack.
    pub fn stack_depth(&self) -> usize {
        self.stack.len()
    }

    /// Tokens in the buffer.
    pub fn buffer_length(&self) -> usize {
        self.length - self.next + self.put_back.len()
    }

    /// Whether nothing is left to do.
    pub fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffer_length() == 0
    }

    /// Whether a sentence is known to start at the token.
    pub fn starts_sentence(&self, token: Option<usize>) -> bool {
        token.is_some_and(|token| self.sentence_start[token])
    }

    /// Whether the token was put back and not attached since.
    pub fn is_unshiftable(&self, token: Option<usize>) -> bool {
        token.is_some_and(|token| self.unshiftable[token])
    }

    /// The tokens that the parser's features look at.
    pub fn context(&self) -> [Option<usize>; 8] {
        let (b0, s0) = (self.buffer(0), self.stack(0));
        let left = |token: Option<usize>| token.and_then(|token| self.last_left[token]);
        let right = |token: Option<usize>| token.and_then(|token| self.last_right[token]);
        [b0, self.buffer(1), s0, self.stack(1), self.stack(2), left(b0), left(s0), right(s0)]
    }

    /// Moves the first token of the buffer to the stack.
    pub fn push(&mut self) {
        let token = self.put_back.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(token);
    }

    /// Takes the top from the stack, if it has a head or is alone; otherwise puts it back into the buffer.
    pub fn reduce(&mut self) {
        if let Some(top) = self.stack.pop()
            && self.heads[top].is_none()
            && !self.stack.is_empty()
        {
            self.unshiftable[top] = true;
            self.put_back.push(top);
        }
    }

    /// Attaches the top of the stack to the first token of the buffer and takes it away.
    pub fn left_arc(&mut self, label: u16) {
        if let (Some(top), Some(first)) = (self.stack(0), self.buffer(0)) {
            self.attach(top, first, label);
            self.unshiftable[first] = false;
            self.stack.pop();
        }
    }

    /// Attaches the first token of the buffer to the top of the stack and moves it there.
    pub fn right_arc(&mut self, label: u16) {
        if let (Some(top), Some(first)) = (self.stack(0), self.buffer(0)) {
            self.attach(first, top, label);
            self.push();
        }
    }

    /// Starts a sentence at the second token of the buffer.
    pub fn break_sentence(&mut self) {
        if let Some(second) = self.buffer(1) {
            self.sentence_start[second] = true;
        }
    }

    /// Gives up: what has no head yet gets none.
    pub fn force_final(&mut self) {
        self.stack.clear();
        self.put_back.clear();
        self.next = self.length;
    }

    /// Heads (none: a root) and labels.
    pub fn into_arcs(self) -> (Vec<Option<usize>>, Vec<u16>) {
        (self.heads, self.labels)
    }

    fn attach(&mut self, child: usize, head: usize, label: u16) {
        self.detach(child);
        let last = if head > child { &mut self.last_left[head] } else { &mut self.last_right[head] };
        self.sibling[child] = last.replace(child);
        self.heads[child] = Some(head);
        self.labels[child] = label;
    }

    fn detach(&mut self, child: usize) {
        let Some(head) = self.heads[child] else { return };
        let last = if head > child { &mut self.last_left[head] } else { &mut self.last_right[head] };
        if *last == Some(child) {
            *last = self.sibling[child];
            return;
        }
        let mut at = *last;
        while let Some(later) = at {
            at = self.sibling[later];
            if at == Some(child) {
                self.sibling[later] = self.sibling[child];
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_head_replaces_the_old_and_uncovers_the_child_before() {
        // "saw" governs two right children; the second is then taken over from the right.
        let mut state = State::new(4);
        state.push();
        state.right_arc(1);
        state.reduce();
        state.right_arc(2);
        assert_eq!(state.context(), [Some(3), None, Some(2), Some(0), None, None, None, None]);
        state.left_arc(3);
        assert_eq!(state.context(), [Some(3), None, Some(0), None, None, Some(2), None, Some(1)]);
        assert_eq!(state.into_arcs(), (vec![None, Some(0), Some(3), None], vec![0, 1, 3, 0]));
    }

    #[test]
    fn a_token_without_head_goes_back_to_the_buffer_unless_it_is_alone() {
        let mut state = State::new(3);
        state.push();
        state.push();
        state.reduce();
        assert_eq!((state.buffer(0), state.buffer(1), state.buffer_length()), (Some(1), Some(2), 2));
        assert!(state.is_unshiftable(state.buffer(0)));
        state.reduce();
        assert_eq!((state.stack_depth(), state.buffer(0)), (0, Some(1)));
        state.force_final();
        assert!(state.is_final());
    }
}
