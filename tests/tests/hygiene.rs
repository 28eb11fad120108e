//! Nothing in the user's scope disturbs the expansion, and no lint lights up: no prelude, items named like
//! ours, keywords as labels, a declaration in a module, in a function, in a macro of the user's.
#![no_implicit_prelude]
#![deny(warnings, clippy::pedantic)]

/// Names that generated code could stumble over.
pub mod names {
    pub struct Shape;
    pub struct Tensor;
    pub struct Option;
    pub struct Vec;
    pub struct String;
    pub struct Clone;
    pub struct B;
    pub struct Some;
    pub struct Result;
    pub struct Linear;
    pub struct BatchNorm;
    pub struct Conv2d;
    pub struct Image;
    pub struct Module;
    pub struct Backend;
}

/// A network of the same name as the backend parameter.
pub mod named_b {
    ::firebrick::network! {
        /// One layer.
        pub network B: [3, 8, 8] -> [4, 8, 8] { conv2d(4, 1); }
        /// A network in a network.
        pub network Outer: [3, 8, 8] -> [4, 8, 8] { B; }
    }
}

/// Items that are there under a condition, as any item of Rust.
pub mod conditional {
    ::firebrick::network! {
        /// Nothing of it is there.
        #[cfg(any())]
        #[deny(firebrick::all)]
        pub network Absent: [3, 8, 8] -> [4, 8, 8] taps(a) {
            a: conv2d(4, 1);
            batch_norm;
            output aux { AbsentBlock; }
        }
        /// Neither is it.
        #[cfg(any())]
        pub block AbsentBlock(width: usize = 4) { conv2d(width, 1); }
        /// All of it is there.
        #[cfg(all())]
        pub network Present: [3, 8, 8] -> [4, 8, 8] taps(a) {
            a: PresentBlock(width = 4);
            output aux { relu; }
        }
        /// And it.
        #[cfg(all())]
        pub block PresentBlock(width: usize = 3) { conv2d(width, 1); }
    }

    const _: () = ::core::assert!(Present::<::firebrick::backend::Flex>::PARAMS == 16);
}

pub use names::*;

#[allow(non_upper_case_globals)]
pub const c: usize = 3;
#[allow(non_upper_case_globals)]
pub static t: usize = 4;

/// A function named as the shape that flows in.
#[must_use]
pub const fn input() -> usize {
    c
}

::firebrick::network! {
    /// A block whose body uses the user's constants.
    pub block Own(width: usize, stride: usize = 1) {
        let k = width + c - c;
        residual if stride == 1 && input.channels == k { conv2d(k, 1, stride = stride); }
        a: if width > 3 { 0: conv2d(4, 1); } else { 0: conv2d(input.channels, 1); }
    }

    /// A network with keywords as labels.
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        r#type: Own(4);
        for: for i in 0..2 { conv2d(4 + i - i, 1); }
        self: conv2d(4, 1);
    }
}

/// A module that reaches out for its parts.
pub mod inner {
    ::firebrick::network! {
        /// Parts by every kind of path.
        pub network Net: [3, 8, 8] -> [4, 8, 8] {
            super::Own(4);
            self::own::Deep(4);
            crate::Own(4);
        }
    }

    /// A module in a module.
    pub mod own {
        ::firebrick::network! {
            /// One layer.
            pub block Deep(width: usize) { conv2d(width, 1); }
        }
    }
}

macro_rules! wrapped {
    ($name:ident, $width:expr, $label:ident, $range:expr, $padding:expr) => {
        ::firebrick::network! {
            /// Made by a macro of the user's.
            pub network $name: [3, 8, 8] -> [$width, 8, 8] {
                $label: conv2d($width, 1);
                slice($range);
                conv2d(input.channels, 1, padding = $padding);
            }
        }
    };
}

wrapped!(Made, 4, conv1, 0..4, same);

type Flex = ::firebrick::backend::Flex;

#[::core::prelude::v1::test]
fn a_declaration_stands_in_any_scope() {
    ::firebrick::network! {
        network Local: [3, 8, 8] -> [4, 8, 8] { crate::Own(4); }
    }
    ::core::assert_eq!(Local::<Flex>::PARAMS, 16 + 20);
    ::core::assert_eq!(Made::<Flex>::PARAMS, 16 + 20);
    ::core::assert_eq!(Net::<Flex>::PARAMS, 16 + 20 + 3 * 20);
    ::core::assert_eq!(inner::Net::<Flex>::PARAMS, 36 + 20 + 40);
    ::core::assert_eq!(named_b::B::<Flex>::PARAMS, 16);
    ::core::assert_eq!(named_b::Outer::<Flex>::PARAMS, 16);
    ::core::assert_eq!((input(), t), (3, 4));
}
