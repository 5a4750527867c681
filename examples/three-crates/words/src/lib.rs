//! Finds the words of a text.

use regex::Regex;

/// The words of a text in lower case, in order. An apostrophe may stand inside a word.
pub fn words(text: &str) -> Vec<String> {
    let word = Regex::new(r"\p{L}+(?:['’]\p{L}+)*").expect("the pattern is a constant");
    word.find_iter(text)
        .map(|found| found.as_str().to_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn an_apostrophe_does_not_end_a_word() {
        assert_eq!(words("Don't stop, Ärger!"), ["don't", "stop", "ärger"]);
    }

    #[test]
    fn a_text_without_letters_has_no_words() {
        assert!(words("1 + 1 = 2").is_empty());
    }
}
