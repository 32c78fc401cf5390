//! What variables of the environment set.

use super::near::nearest;
use super::{Setting, options, settable};
use anyhow::bail;
use clap::{Arg, ArgAction, Command};
use std::collections::BTreeSet;
use std::env;
use std::ffi::{OsStr, OsString};

/// What the variables begin with.
const PREFIX: &str = "WIRECOPY_";

/// The variable of an option.
fn variable(option: &str) -> String {
    format!("{PREFIX}{}", option.to_uppercase().replace('-', "_"))
}

/// What the environment sets for an option.
///
/// # Errors
/// When a switch is neither on nor off.
pub(super) fn setting(option: &str, arg: &Arg) -> anyhow::Result<Option<Setting>> {
    let variable = variable(option);
    env::var_os(&variable).map(|value| of_variable(arg, value, variable)).transpose()
}

/// Variables that look like settings and are none, one line each: misspelt, they would be passed over.
pub(super) fn unknown(program: &Command) -> Vec<String> {
    let known: BTreeSet<String> = settable(program)
        .into_iter()
        .flat_map(|command| options(command).map(|(option, _)| variable(option)))
        .collect();
    let set = env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
    let unknown: BTreeSet<String> =
        set.filter(|name| name.starts_with(PREFIX) && !known.contains(name)).collect();
    let told = unknown.iter().map(|name| {
        let options = known.iter().filter_map(|variable| variable.strip_prefix(PREFIX));
        let near = nearest(&name[PREFIX.len()..], options);
        let near = near.map_or(String::new(), |near| format!(" (did you mean {PREFIX}{near}?)"));
        format!("{name}: sets nothing, no option has this name{near}")
    });
    told.collect()
}

/// A variable: one value, or several with commas between them where the option takes several.
fn of_variable(arg: &Arg, value: OsString, origin: String) -> anyhow::Result<Setting> {
    let values = match value.to_str() {
        Some(text) if matches!(arg.get_action(), ArgAction::Append) => {
            text.split(',').map(Into::into).collect()
        }
        _ => vec![value],
    };
    let is_switch = !arg.get_action().takes_values();
    if let Some(odd) = values.iter().find(|value| is_switch && !is_one_of(value, &[ON, OFF].concat())) {
        bail!("{origin}: {} is neither true nor false (mend it)", odd.display());
    }
    Ok(Setting { values, origin })
}

/// What switches a switch on.
const ON: &[&str] = &["1", "true", "yes", "on"];
/// What leaves it off.
pub(super) const OFF: &[&str] = &["", "0", "false", "no", "off"];

pub(super) fn is_one_of(value: &OsStr, words: &[&str]) -> bool {
    words.iter().any(|word| value.eq_ignore_ascii_case(word))
}
