//! The local cloud: starts an emulator, deploys the production template to it, serves one front door.
//!
//! The `local` command runs, demonstrates and tests the pipeline; [`visitor`] reads its pages and mails as a
//! person would, for the demonstration and for the end-to-end tests.

pub mod assets;
pub mod aws;
pub mod cloud;
pub mod commands;
pub mod console;
pub mod demo;
pub mod deploy;
pub mod front_door;
pub mod functions;
pub mod lambda;
pub mod mailbox;
pub mod npm;
pub mod ports;
pub mod prerequisites;
pub mod process;
pub mod rounds;
pub mod seed;
pub mod session;
pub mod stack;
pub mod topic;
pub mod visitor;
pub mod workspace;
