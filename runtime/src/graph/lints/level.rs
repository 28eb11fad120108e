//! Which lints an item allows or denies.

use super::Lint;

/// Some of the lints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LintSet(u16);

impl LintSet {
    pub const NONE: LintSet = LintSet(0);

    pub const ALL: LintSet = LintSet((1 << Lint::ALL.len()) - 1);

    /// The set and one more.
    #[must_use]
    pub const fn with(self, lint: Lint) -> LintSet {
        LintSet(self.0 | 1 << lint as u16)
    }

    /// What is in one of the two.
    pub(crate) const fn and(self, other: LintSet) -> LintSet {
        LintSet(self.0 | other.0)
    }

    pub const fn has(self, lint: Lint) -> bool {
        self.0 & 1 << lint as u16 != 0
    }
}
