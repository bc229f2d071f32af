//! Prints the register as the table of `docs/data-protection.md`.

#![allow(clippy::print_stdout, reason = "it prints")]

fn main() -> Result<(), retention::register::RegisterError> {
    print!("{}", retention::register::Register::load()?.table());
    Ok(())
}
