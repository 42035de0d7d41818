//! Points, boxes and curves in the picture's plane; one unit is one pixel.

/// A point or a vector.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Point {
    /// The point `x`, `y`.
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point that lies at `t` (0 to 1) on the way to another.
    pub fn towards(self, other: Self, t: f64) -> Self {
        Self::new(self.x + (other.x - self.x) * t, self.y + (other.y - self.y) * t)
    }

    /// The distance to another point.
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// An upright rectangle by its centre and half its sides.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// The centre.
    pub at: Point,
    /// Half the width.
    pub w: f64,
    /// Half the height.
    pub h: f64,
}

impl Rect {
    /// The smallest one around some points.
    pub fn around(points: &[Point]) -> Self {
        let Some(&first) = points.first() else { return Self::default() };
        let least = points.iter().fold(first, |a, b| Point::new(a.x.min(b.x), a.y.min(b.y)));
        let most = points.iter().fold(first, |a, b| Point::new(a.x.max(b.x), a.y.max(b.y)));
        Self { at: least.towards(most, 0.5), w: (most.x - least.x) / 2.0, h: (most.y - least.y) / 2.0 }
    }

    /// The rectangle with `margin` more on every side.
    pub fn grown(self, margin: f64) -> Self {
        Self { w: self.w + margin, h: self.h + margin, ..self }
    }

    /// Whether a point lies inside.
    pub fn contains(&self, p: Point) -> bool {
        (p.x - self.at.x).abs() <= self.w && (p.y - self.at.y).abs() <= self.h
    }

    /// Whether a line runs through it, given by points on the line.
    pub fn is_crossed(&self, line: &[Point]) -> bool {
        Self::around(line).overlaps(&self.grown(1e-9)) && line.windows(2).any(|ends| self.meets(ends[0], ends[1]))
    }

    /// Whether the straight line between two points meets it (Liang and Barsky's clipping).
    fn meets(&self, a: Point, b: Point) -> bool {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (from, by, centre, half) in [(a.x, b.x - a.x, self.at.x, self.w), (a.y, b.y - a.y, self.at.y, self.h)] {
            if by.abs() < 1e-9 {
                if (from - centre).abs() > half {
                    return false;
                }
                continue;
            }
            let (one, other) = ((centre - half - from) / by, (centre + half - from) / by);
            enter = enter.max(one.min(other));
            leave = leave.min(one.max(other));
        }
        enter <= leave
    }

    /// Whether the two share an area.
    pub fn overlaps(&self, other: &Self) -> bool {
        (self.at.x - other.at.x).abs() < self.w + other.w && (self.at.y - other.at.y).abs() < self.h + other.h
    }
}

/// A quadratic Bézier curve.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Curve {
    /// Where it starts.
    pub start: Point,
    /// Where it is drawn to.
    pub control: Point,
    /// Where it ends.
    pub end: Point,
}

impl Curve {
    /// From one point to another, bowed to the left by `bow` of their distance.
    pub fn bowed(start: Point, end: Point, bow: f64) -> Self {
        let middle = start.towards(end, 0.5);
        let control = Point::new(middle.x + (end.y - start.y) * bow, middle.y - (end.x - start.x) * bow);
        Self { start, control, end }
    }

    /// The point at `t`, 0 to 1.
    pub fn at(&self, t: f64) -> Point {
        self.start.towards(self.control, t).towards(self.control.towards(self.end, t), t)
    }

    /// The part between two values of `t`.
    pub fn part(&self, from: f64, to: f64) -> Self {
        let blend = |a: f64, b: f64| self.start.towards(self.control, a).towards(self.control.towards(self.end, a), b);
        Self { start: blend(from, from), control: blend(from, to), end: blend(to, to) }
    }

    /// `count` + 1 points at equal steps of `t`.
    pub fn points(&self, count: usize) -> impl Iterator<Item = Point> + '_ {
        (0..=count).map(move |i| self.at(i as f64 / count as f64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_through_a_rectangle_is_seen_even_if_none_of_its_points_lies_inside() {
        let rect = Rect { at: Point::new(50.0, 10.0), w: 20.0, h: 5.0 };
        let line = |x: f64, y: f64, to_x: f64, to_y: f64| [Point::new(x, y), Point::new(to_x, to_y)];
        assert!(rect.is_crossed(&line(0.0, 10.0, 100.0, 10.0)) && rect.is_crossed(&line(50.0, 0.0, 50.0, 20.0)));
        assert!(rect.is_crossed(&line(0.0, 0.0, 100.0, 20.0)));
        assert!(!rect.is_crossed(&line(0.0, 16.0, 100.0, 16.0)) && !rect.is_crossed(&line(0.0, 10.0, 20.0, 10.0)));
        assert!(!rect.is_crossed(&line(0.0, 30.0, 60.0, 15.1)));
    }

    #[test]
    fn a_part_of_a_curve_runs_along_the_curve() {
        let curve = Curve::bowed(Point::new(0.0, 0.0), Point::new(100.0, 40.0), 0.3);
        let part = curve.part(0.25, 0.75);
        for i in 0..=10 {
            let t = f64::from(i) / 10.0;
            assert!(part.at(t).distance(curve.at(0.25 + 0.5 * t)) < 1e-9);
        }
    }
}
