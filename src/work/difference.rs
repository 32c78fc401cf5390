//! Where two descriptions of a run differ.

use serde_json::Value;

/// The first place at which two values differ, as `settings.threshold was 0.5 and is 0.7`.
pub(super) fn difference(before: &Value, now: &Value) -> Option<String> {
    at(&mut Vec::new(), before, now)
}

fn at<'a>(path: &mut Vec<&'a str>, before: &'a Value, now: &'a Value) -> Option<String> {
    if before == now {
        return None;
    }
    let (Value::Object(old), Value::Object(new)) = (before, now) else {
        let what = if path.is_empty() { "what was asked".to_owned() } else { path.join(".") };
        return Some(format!("{what} was {before} and is {now}"));
    };
    for key in old.keys().chain(new.keys()) {
        path.push(key);
        let found = at(path, old.get(key).unwrap_or_default(), new.get(key).unwrap_or_default());
        if found.is_some() {
            return found;
        }
        path.pop();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_first_difference_is_named_with_its_place() {
        let before = json!({ "inputs": ["a"], "settings": { "seed": 0, "shingle": 3 } });
        let now = json!({ "inputs": ["a"], "settings": { "seed": 0, "shingle": 5 }, "more": 1 });
        assert_eq!(difference(&before, &now).unwrap(), "settings.shingle was 3 and is 5");
        assert_eq!(
            difference(&now, &json!({ "inputs": ["b"] })).unwrap(),
            "inputs was [\"a\"] and is [\"b\"]"
        );
        assert_eq!(difference(&json!({}), &json!({ "more": 1 })).unwrap(), "more was null and is 1");
        assert_eq!(difference(&Value::Null, &json!({})).unwrap(), "what was asked was null and is {}");
    }

    #[test]
    fn what_is_the_same_does_not_differ() {
        assert_eq!(difference(&json!({ "a": 1, "b": 2 }), &json!({ "b": 2, "a": 1 })), None);
    }
}
