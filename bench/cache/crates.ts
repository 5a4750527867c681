import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the crates need of others: enough to compile for a while, as real ones do. */
const DEPENDENCIES: Readonly<Record<string, string>> = {
  words: 'serde_json = "1"\nregex = "1"',
  count: 'words = { path = "../words" }\nrayon = "1"\ntime = "0.3"',
  cli: 'count = { path = "../count" }\nclap = { version = "4", features = ["derive"] }',
};

const WORDS = `pub fn words(text: &str) -> Vec<String> {
    let word = regex::Regex::new(r"\\w+").unwrap();
    word.find_iter(text).map(|found| found.as_str().to_owned()).collect()
}

pub fn json(words: &[String]) -> String {
    serde_json::to_string(words).unwrap()
}
`;

const COUNT = `use rayon::prelude::*;

pub fn count(texts: &[String]) -> usize {
    texts.par_iter().map(|text| words::words(text).len()).sum()
}
`;

const CLI = `use clap::Parser;

#[derive(Parser)]
struct Options {
    texts: Vec<String>,
}

fn main() {
    println!("{}", count::count(&Options::parse().texts));
}
`;

const SOURCES: Readonly<Record<string, readonly [file: string, text: string]>> = {
  words: ['lib.rs', WORDS],
  count: ['lib.rs', COUNT],
  cli: ['main.rs', CLI],
};

/** Writes three crates, each needing the one before, as a checkout leaves them: every file is of now. */
export async function writeCrates(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const members = Object.keys(SOURCES);
  await writeFile(join(folder, 'Cargo.toml'), `[workspace]\nresolver = "2"\nmembers = ${JSON.stringify(members)}\n`);
  for (const [name, [file, text]] of Object.entries(SOURCES)) {
    await mkdir(join(folder, name, 'src'), { recursive: true });
    const about = `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2021"\n`;
    await writeFile(join(folder, name, 'Cargo.toml'), `${about}\n[dependencies]\n${DEPENDENCIES[name] ?? ''}\n`);
    await writeFile(join(folder, name, 'src', file), text);
  }
}
