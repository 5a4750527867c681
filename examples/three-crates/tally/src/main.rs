//! Counts the words of what it reads, and prints how often each occurs.

use std::error::Error;
use std::io::{self, Read};

use lexopt::prelude::*;

const HELP: &str = "tally [--json]: counts the words of what it reads from standard input";

fn main() -> Result<(), Box<dyn Error>> {
    let mut json = false;
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("json") => json = true,
            Long("help") => {
                println!("{HELP}");
                return Ok(());
            }
            Long("version") => {
                println!("tally {}", env!("CARGO_PKG_VERSION"));
                return Ok(());
            }
            _ => return Err(argument.unexpected().into()),
        }
    }
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let report = report::count(&text);
    if json {
        println!("{}", report::to_json(&report)?);
    } else {
        for (word, number) in &report.words {
            println!("{number:>6} {word}");
        }
    }
    Ok(())
}
