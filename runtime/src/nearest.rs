//! The name that was probably meant, at run time and at compile time.

/// The candidate that differs least from `name`, where it differs little.
pub(crate) fn nearest<'c>(
    name: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    candidates
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= most(name))
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|&(distance, _)| distance <= most(name))
        .min()
        .map(|(_, candidate)| candidate)
}

/// How far what was meant may be from what was written.
pub(crate) const fn most(name: &str) -> usize {
    match name.len() / 4 {
        0 => 1,
        quarter => quarter,
    }
}

/// So much of a name is compared.
const LONGEST: usize = 128;

/// How many bytes must be put in, taken out or changed (Levenshtein).
pub(crate) const fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (compared(a), compared(b));
    // What it takes to make the beginnings of `b` of a beginning of `a`.
    let mut row = [0; LONGEST + 1];
    let mut j = 0;
    while j <= b.len() {
        row[j] = j;
        j += 1;
    }
    let mut i = 0;
    while i < a.len() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        let mut j = 0;
        while j < b.len() {
            let changed = diagonal + (a[i] != b[j]) as usize;
            diagonal = row[j + 1];
            row[j + 1] = least(changed, least(row[j + 1], row[j]) + 1);
            j += 1;
        }
        i += 1;
    }
    row[b.len()]
}

const fn compared(name: &str) -> &[u8] {
    let name = name.as_bytes();
    match name.len() > LONGEST {
        true => name.split_at(LONGEST).0,
        false => name,
    }
}

const fn least(a: usize, b: usize) -> usize {
    if a < b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let names = ["fc.weight", "layer1.weight", "conv1.bias"];
        let near = |name| nearest(name, names.into_iter());
        assert_eq!(near("fcc.weight"), Some("fc.weight"));
        assert_eq!(near("layer1.wieght"), Some("layer1.weight"));
        assert_eq!(near("head"), None);
    }

    #[test]
    fn distance_counts_changes() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
