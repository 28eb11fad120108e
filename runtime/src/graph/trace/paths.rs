//! Paths and decisions.

use super::{Place, Tracer, Value};
use crate::graph::op::Op;
use crate::graph::path::{Name, Scope, write_path};
use crate::shape::text::Text;
use crate::shape::{Counts, Fault, fact, help};

impl Tracer<'_> {
    /// Enters a label; [`Tracer::leave`] takes the returned place back.
    #[track_caller]
    pub const fn enter(&mut self, name: Name) -> Place {
        if self.place.scope == self.place.shared {
            self.refuse_taken(&name);
        }
        let place = self.place;
        if self.size.scopes < self.scopes.len() {
            let here = self.size.scopes as u32 + 1;
            self.scopes[self.size.scopes] = Scope {
                name,
                parent: place.scope,
                previous: self.last_in(place.scope),
                ..Scope::EMPTY
            };
            match place.scope {
                0 => self.last = here,
                scope => self.scopes[scope as usize - 1].last = here,
            }
        }
        self.size.scopes += 1;
        self.place.scope = self.size.scopes as u32;
        self.fresh = true;
        place
    }

    /// A block or network begins: where it is the first thing in a scope, the scope bears its name.
    pub const fn item(&mut self, name: &'static str) {
        if self.fresh && self.size.scopes <= self.scopes.len() {
            self.scopes[self.place.scope as usize - 1].item = name;
        }
        self.fresh = false;
    }

    /// The same for a label whose text is known to the plan only: a fault where it is there already.
    #[track_caller]
    pub const fn enter_new(&mut self, name: Name) -> Place {
        self.refuse_taken(&name);
        self.enter(name)
    }

    /// From here on a spliced block stands in this scope: no label may be there twice.
    pub const fn share(&mut self) -> Place {
        let place = self.place;
        self.place.shared = place.scope;
        place
    }

    #[track_caller]
    const fn refuse_taken(&mut self, name: &Name) {
        if !self.is_taken(name) {
            return;
        }
        let mut path = write_path(self.scopes, self.place.scope, Text::<160>::new());
        if !path.is_empty() {
            path = path.str(".");
        }
        let path = name.write(path);
        let fault = Fault::new(
            fact()
                .str("the path `")
                .str(path.as_str())
                .str("` is used twice: two statements would have one name"),
            help().str("give this statement another label"),
        );
        self.fault(&fault, &[]);
    }

    pub const fn leave(&mut self, place: Place) {
        self.place = place;
        self.fresh = false;
    }

    /// Leaves a label whose statement leaves `x`.
    pub const fn leave_with(&mut self, place: Place, x: Value) {
        let scope = self.place.scope as usize;
        if scope <= self.scopes.len() {
            self.scopes[scope - 1].left = x.node;
        }
        self.leave(place);
    }

    const fn is_taken(&self, name: &Name) -> bool {
        let mut sibling = self.last_in(self.place.scope);
        while sibling > 0 {
            let Scope {
                name: other,
                previous,
                ..
            } = &self.scopes[sibling as usize - 1];
            if other.equals(name) {
                return true;
            }
            sibling = *previous;
        }
        false
    }

    /// The scope that was entered last in this one; 0 where there is none.
    const fn last_in(&self, scope: u32) -> u32 {
        match scope {
            0 => self.last,
            scope if scope as usize <= self.scopes.len() => self.scopes[scope as usize - 1].last,
            _ => 0,
        }
    }

    /// Which arm an `if` or `match` takes, or how many rounds a `for` has.
    pub const fn decide(&mut self, decision: usize) {
        if self.size.decisions < self.decisions.len() {
            self.decisions[self.size.decisions] = decision as u32;
        }
        self.size.decisions += 1;
    }

    /// Enters a network that is a part of another one: its side heads are left out.
    pub const fn enter_part(&mut self) -> bool {
        let with_heads = self.with_heads;
        self.with_heads = false;
        with_heads
    }

    pub const fn leave_part(&mut self, with_heads: bool) {
        self.with_heads = with_heads;
    }

    /// Whether a side head is to be traced: not where the network is a part of another one.
    pub const fn begins_head(&mut self, number: u32) -> bool {
        self.decide(self.with_heads as usize);
        if self.with_heads {
            self.head = number;
        }
        self.with_heads
    }

    /// Ends a side head in `x`.
    #[track_caller]
    pub const fn ends_head(&mut self, name: &'static str, x: Value) {
        let receptive = self.seen(&[x]);
        self.push(Op::Output { name }, &[x], x.shape, Counts::NONE, receptive);
        self.head = 0;
    }
}
