//! Two sequences of numbers, aligned: which of one is which of the other, in order. It knows nothing of
//! what they stand for. Words that occur once on either side hold the rest in place, so that time is near
//! linear; between them Myers' algorithm finds the shortest script as long as its work is bounded.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// The work, in pairs of words, that all searches for a shortest script may cost together.
const MAX_WORK: usize = 60_000_000;
/// The work of one of them.
const MAX_GAP: usize = 4_000_000;
/// The words that are looked up together where no single one is rare.
const SHINGLE: usize = 4;
/// How often parts are divided further.
const MAX_DEPTH: usize = 24;

/// Pairs of places, in order on both sides, at which both sequences have the same number.
pub(super) fn align(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::with_capacity(a.len().min(b.len()));
    let mut work = MAX_WORK;
    let mut parts = vec![(0..a.len(), 0..b.len(), 0)];
    while let Some((mut old, mut new, depth)) = parts.pop() {
        while !old.is_empty() && !new.is_empty() && a[old.start] == b[new.start] {
            pairs.push((old.start, new.start));
            (old.start, new.start) = (old.start + 1, new.start + 1);
        }
        while !old.is_empty() && !new.is_empty() && a[old.end - 1] == b[new.end - 1] {
            (old.end, new.end) = (old.end - 1, new.end - 1);
            pairs.push((old.end, new.end));
        }
        if old.is_empty() || new.is_empty() {
            continue;
        }
        let cost = old.len().saturating_mul(new.len());
        // What is short is best left to the algorithm that finds the shortest script.
        let small = cost <= 10_000;
        let anchors = if small || depth == MAX_DEPTH {
            Vec::new()
        } else {
            let once = anchors(a, b, &old, &new, 1);
            if once.is_empty() { anchors(a, b, &old, &new, SHINGLE) } else { once }
        };
        if anchors.is_empty() {
            if cost <= MAX_GAP && cost <= work {
                work -= cost;
                pairs.extend(shortest(a, b, &old, &new));
            }
            continue;
        }
        let (mut from, mut to) = (old.start, new.start);
        for (i, j) in anchors {
            // Shingles may overlap.
            if i < from || j < to {
                continue;
            }
            parts.push((from..i, to..j, depth + 1));
            pairs.push((i, j));
            (from, to) = (i + 1, j + 1);
        }
        parts.push((from..old.end, to..new.end, depth + 1));
    }
    pairs.sort_unstable();
    pairs
}

fn shortest<'a>(
    a: &'a [u32],
    b: &'a [u32],
    old: &Range<usize>,
    new: &Range<usize>,
) -> impl Iterator<Item = (usize, usize)> + use<'a> {
    let (from, to) = (old.start, new.start);
    let ops = capture_diff_slices(Algorithm::Myers, &a[old.clone()], &b[new.clone()]);
    ops.into_iter().filter(|op| op.tag() == DiffTag::Equal).flat_map(move |op| {
        let (old, new) = (op.old_range(), op.new_range());
        old.zip(new).map(move |(i, j)| (from + i, to + j))
    })
}

/// Where stand the runs of `size` numbers that occur once in either part, the longest chain of them that
/// is in order on both sides.
fn anchors(
    a: &[u32],
    b: &[u32],
    old: &Range<usize>,
    new: &Range<usize>,
    size: usize,
) -> Vec<(usize, usize)> {
    let mut seen: HashMap<&[u32], (usize, usize, usize, usize)> = HashMap::new();
    for (offset, run) in a[old.clone()].windows(size).enumerate() {
        let entry = seen.entry(run).or_default();
        (entry.0, entry.1) = (entry.0 + 1, old.start + offset);
    }
    for (offset, run) in b[new.clone()].windows(size).enumerate() {
        if let Some(entry) = seen.get_mut(run) {
            (entry.2, entry.3) = (entry.2 + 1, new.start + offset);
        }
    }
    let once = seen.into_values().filter(|entry| entry.0 == 1 && entry.2 == 1);
    let mut once: Vec<_> = once.map(|entry| (entry.1, entry.3)).collect();
    once.sort_unstable();
    longest_rising(&once)
}

/// The longest subsequence of pairs, in order of the first, that rises in the second.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The pair that ends the best chain of each length, and the pair before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (index, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < pair.1);
        before[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut chain: Vec<_> =
        std::iter::successors(ends.last().copied(), |&index| before[index]).collect();
    chain.reverse();
    chain.into_iter().map(|index| pairs[index]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_sequences_are_paired_throughout() {
        let a: Vec<u32> = (0..1000).map(|n| n % 7).collect();
        assert!(align(&a, &a).iter().enumerate().all(|(n, pair)| *pair == (n, n)));
        assert_eq!(align(&a, &a).len(), 1000);
        assert_eq!(align(&[], &a), []);
    }

    #[test]
    fn the_shortest_script_is_found_between_anchors() {
        assert_eq!(align(&[1, 2, 3, 4], &[1, 3, 9, 4]), [(0, 0), (2, 1), (3, 3)]);
        let a: Vec<u32> = (0..2000).collect();
        let mut b = a.clone();
        b.drain(700..710);
        b.insert(1500, 9999);
        let pairs = align(&a, &b);
        assert_eq!(pairs.len(), 1990);
        assert!(pairs.iter().all(|&(i, j)| a[i] == b[j]));
    }

    #[test]
    fn hostile_sequences_cost_bounded_work() {
        let a: Vec<u32> = (0..300_000).map(|n| n % 2).collect();
        let b: Vec<u32> = (0..300_000).map(|n| (n / 3) % 3).collect();
        let pairs = align(&a, &b);
        assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
        let reversed: Vec<u32> = (0..100_000).rev().collect();
        assert_eq!(align(&(0..100_000).collect::<Vec<_>>(), &reversed).len(), 1);
    }
}
