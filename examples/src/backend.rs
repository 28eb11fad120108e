//! `--backend`: picks the type parameter.

use anyhow::{Result, bail};
use clap::ValueEnum;
use firebrick::backend::Backend;

/// The backends that the examples can run on; each is compiled in by the Cargo feature of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Choice {
    /// Pure Rust on the CPU
    Flex,
    /// `ndarray` on the CPU
    Ndarray,
    /// A GPU through WebGPU's shading language
    Wgpu,
}

/// What an example does once it knows the backend.
pub trait Job {
    /// # Errors
    /// What went wrong, for people.
    fn run<B: Backend>(self) -> Result<()>;
}

impl Choice {
    /// Runs the job with the backend as its type parameter.
    ///
    /// # Errors
    /// Where the backend is not compiled in, and what the job says.
    pub fn run(self, job: impl Job) -> Result<()> {
        match self {
            #[cfg(feature = "flex")]
            Choice::Flex => job.run::<firebrick::backend::Flex>(),
            #[cfg(feature = "ndarray")]
            Choice::Ndarray => job.run::<firebrick::backend::NdArray>(),
            #[cfg(feature = "wgpu")]
            Choice::Wgpu => job.run::<firebrick::backend::Wgpu>(),
            #[allow(unreachable_patterns)]
            missing => {
                let name = format!("{missing:?}").to_lowercase();
                bail!(
                    "the backend `{name}` is not compiled in\n\
                     help: `cargo run --release --features {name} -- …`"
                )
            }
        }
    }
}
