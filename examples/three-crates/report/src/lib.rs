//! Counts the words of a text.

use std::collections::BTreeMap;

use serde::Serialize;

/// How often each word of a text occurs.
#[derive(Serialize)]
pub struct Report {
    /// Number of all words.
    pub total: usize,
    /// Word to number.
    pub words: BTreeMap<String, usize>,
}

/// Counts the words of a text.
pub fn count(text: &str) -> Report {
    let mut counted = BTreeMap::new();
    for word in words::words(text) {
        *counted.entry(word).or_insert(0) += 1;
    }
    Report {
        total: counted.values().sum(),
        words: counted,
    }
}

/// The report as JSON.
///
/// # Errors
/// Where it can't be written as JSON, which no text leads to.
pub fn to_json(report: &Report) -> serde_json::Result<String> {
    serde_json::to_string_pretty(report)
}

#[cfg(test)]
mod tests {
    use super::{count, to_json};

    #[test]
    fn a_word_counts_however_it_is_written() {
        let report = count("The cat and the dog");
        assert_eq!(report.total, 5);
        assert_eq!(report.words["the"], 2);
    }

    #[test]
    fn json_names_the_words_in_order() {
        let json = to_json(&count("b a")).expect("it is JSON");
        assert!(json.find("\"a\"") < json.find("\"b\""));
    }
}
