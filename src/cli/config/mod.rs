//! Settings that are not typed: of `wirecopy.toml` and of the environment, under the names of the long options.
//!
//! A flag goes before the environment, the environment before the file, the file before the default. What is set here is
//! put into the command line as if it had been typed, so that it is understood, refused and recorded in one way.

mod environment;
mod file;
mod near;

use super::args::Cli;
use super::exit::Exit;
use super::{shell, terminal};
use anyhow::bail;
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command, CommandFactory};
use environment::{OFF, is_one_of};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt::Write;
use std::path::Path;

/// The commands that have settings; those of `index` are commands of their own, which share its section of a file.
const SETTABLE: [&str; 7] = ["compare", "dedup", "index", "inspect", "score", "show", "watch"];

/// The values of an option, and who gave them.
struct Setting {
    /// As typed; for a switch `true` or `false`.
    values: Vec<OsString>,
    /// The line of a file, or a variable.
    origin: String,
}

/// A command line with all that was set elsewhere, and who set it.
pub(super) struct Words {
    pub(super) all: Vec<OsString>,
    settings: BTreeMap<String, Setting>,
    /// What was meant as a setting, it seems, and is none; one line each.
    pub(super) passed_over: Vec<String>,
}

impl Words {
    /// Adds to what was typed what is set in the environment and in the file.
    ///
    /// # Errors
    /// When the file cannot be read, or sets what no command has.
    pub(super) fn with_settings(typed: Vec<OsString>) -> anyhow::Result<Self> {
        let program = built();
        let mut settings = BTreeMap::new();
        let found = lenient(&program).try_get_matches_from(&typed).ok();
        let found = found.as_ref().and_then(|matches| Found::of(&program, matches));
        let Some(Found { name, command, matches }) = found else {
            return Ok(Self { all: typed, settings, passed_over: Vec::new() });
        };
        let mut of_file = match file::file(matches)? {
            Some(path) => file::read(&path, &program, name)?,
            None => BTreeMap::new(),
        };
        let is_typed = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
        for (option, arg) in options(command) {
            let set = environment::setting(option, arg)?.or_else(|| of_file.remove(option));
            let contradicts = |one: &Arg, other: &Arg| {
                command.get_arg_conflicts_with(one).iter().any(|conflict| conflict.get_id() == other.get_id())
            };
            // Of two options that exclude one another, only one may say so.
            let contradicted = command.get_arguments().any(|other| {
                is_typed(other.get_id().as_str()) && (contradicts(arg, other) || contradicts(other, arg))
            });
            if let Some(set) = set.filter(|_| !is_typed(arg.get_id().as_str()) && !contradicted) {
                settings.insert(option.to_owned(), set);
            }
        }
        let behind = |word: &str, from: usize| {
            typed[from..].iter().position(|typed| typed == word).map_or(typed.len(), |at| from + at + 1)
        };
        let mut at = behind(name, 0);
        if command.get_name() != name {
            at = behind(command.get_name(), at);
        }
        let mut all = typed;
        let added = options(command).filter_map(|(option, arg)| Some((option, arg, settings.get(option)?)));
        let added: Vec<OsString> = added.flat_map(|(option, arg, set)| typed_as(option, arg, set)).collect();
        all.splice(at..at, added);
        Ok(Self { all, settings, passed_over: environment::unknown(&program) })
    }

    /// Who set the option that a complaint is about, if nobody typed it.
    pub(super) fn blame(&self, complaint: &clap::Error) -> Option<String> {
        use clap::error::{ContextKind, ContextValue};
        let Some(ContextValue::String(told)) = complaint.get(ContextKind::InvalidArg) else { return None };
        let option = told.trim_start_matches('-').split([' ', '=']).next()?;
        self.settings.get(option).map(|set| format!("{}: sets --{option}", set.origin))
    }

    /// The settings of a command as a file would have them, each with who set it.
    fn shown(&self, name: &str) -> anyhow::Result<String> {
        let program = built();
        // That it lacks inputs, or all words, does not matter; anything else that a run would complain of does.
        let lacks = [ErrorKind::MissingRequiredArgument, ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand];
        if let Err(complaint) = program.clone().try_get_matches_from(&self.all)
            && !lacks.contains(&complaint.kind())
        {
            self.blame(&complaint).iter().for_each(|origin| terminal::say(&format!("wirecopy: {origin}")));
            return Err(complaint.into());
        }
        let found = lenient(&program).try_get_matches_from(&self.all)?;
        let Some(Found { command, matches, .. }) = Found::of(&program, &found) else {
            bail!("{name}: name one of its commands, such as wirecopy config {name} add");
        };
        let mut text = format!("[{name}]\n");
        for (option, arg) in options(command) {
            let id = arg.get_id().as_str();
            let origin = match (self.settings.get(option), matches.value_source(id)) {
                (Some(set), _) => &set.origin,
                (None, Some(ValueSource::CommandLine)) => "command line",
                (None, Some(ValueSource::EnvVariable)) => "environment",
                (None, _) => "default",
            };
            let value = value_of(arg, matches);
            let _ = match value {
                Some(value) => writeln!(text, "{option} = {value}  # {origin}"),
                None => writeln!(text, "# {option} is not set"),
            };
        }
        Ok(text)
    }
}

/// The words that say which file is read, for a command that starts another one.
pub(super) fn given(file: Option<&Path>, none: bool) -> Vec<OsString> {
    let named = file.map(|file| vec!["--config".into(), file.as_os_str().to_owned()]);
    named.unwrap_or_else(|| if none { vec!["--no-config".into()] } else { Vec::new() })
}

/// `wirecopy config WORDS`: what would hold for this command line, as it was typed.
pub(super) fn show(typed: &[OsString]) -> anyhow::Result<Exit> {
    // What was typed before `config`, such as --config FILE, is of the program, and so is what stands right behind it.
    let at = typed.iter().position(|word| word == "config").unwrap_or(typed.len());
    let (before, words) = (&typed[..at], typed.get(at + 1..).unwrap_or_default());
    let is_command = |word: &OsString| word.to_str().is_some_and(is_settable);
    let (named, rest) = match words.iter().position(is_command) {
        Some(at) => (words[at].clone(), [&words[..at], &words[at + 1..]].concat()),
        None => ("compare".into(), words.to_vec()),
    };
    if let Some(other) = rest.first().filter(|word| words.first() == Some(*word) && !is_option(word)) {
        let last = SETTABLE.len() - 1;
        let known = format!("{} or {}", SETTABLE[..last].join(", "), SETTABLE[last]);
        bail!("{}: is no command that has settings (name {known})", other.display());
    }
    let mut line = before.to_vec();
    line.push(named.clone());
    line.extend(rest);
    let named = named.to_string_lossy();
    let words = Words::with_settings(line)?;
    words.passed_over.iter().for_each(|told| terminal::say(&format!("wirecopy: {told}")));
    shell::print(words.shown(&named)?.as_bytes())
}

/// A command that has settings, as it was typed.
struct Found<'a> {
    /// Its name, or that of the command that it belongs to: its section of a file.
    name: &'a str,
    command: &'a Command,
    matches: &'a ArgMatches,
}

impl<'a> Found<'a> {
    /// None if another one was typed, or none.
    fn of(program: &'a Command, matches: &'a ArgMatches) -> Option<Self> {
        let (name, matches) = matches.subcommand().filter(|(name, _)| is_settable(name))?;
        let command = program.find_subcommand(name)?;
        if !command.has_subcommands() {
            return Some(Self { name, command, matches });
        }
        let (own, matches) = matches.subcommand()?;
        Some(Self { name, command: command.find_subcommand(own)?, matches })
    }
}

/// The command line as clap knows it, with all that it adds.
fn built() -> Command {
    let mut program = Cli::command();
    program.build();
    program
}

/// The same command line, as far as it makes sense.
fn lenient(program: &Command) -> Command {
    let all =
        |command: Command| command.ignore_errors(true).mut_subcommands(|command| command.ignore_errors(true));
    program.clone().ignore_errors(true).mut_subcommands(all)
}

fn is_option(word: &OsStr) -> bool {
    word.as_encoded_bytes().starts_with(b"-")
}

fn is_settable(command: &str) -> bool {
    SETTABLE.contains(&command)
}

/// A command, or the commands that belong to it.
fn with_options(command: &Command) -> Vec<&Command> {
    if command.has_subcommands() { command.get_subcommands().collect() } else { vec![command] }
}

/// All commands that have settings.
fn settable(program: &Command) -> Vec<&Command> {
    let named = program.get_subcommands().filter(|command| is_settable(command.get_name()));
    named.flat_map(with_options).collect()
}

/// The options of a command that can be set elsewhere, by name.
fn options(command: &Command) -> impl Iterator<Item = (&str, &Arg)> {
    let own = |arg: &&Arg| {
        let is_ours = ["help", "version"].contains(&arg.get_id().as_str()) || arg.is_hide_set();
        !arg.is_global_set() && !is_ours
    };
    command.get_arguments().filter(own).filter_map(|arg| Some((arg.get_long()?, arg)))
}

/// A setting in words of the command line; a switch that is off is none.
fn typed_as(option: &str, arg: &Arg, set: &Setting) -> Vec<OsString> {
    let joined = |value: &OsString| -> OsString {
        [OsStr::new("--"), option.as_ref(), "=".as_ref(), value].into_iter().collect()
    };
    if arg.get_action().takes_values() {
        return set.values.iter().map(joined).collect();
    }
    if set.values.iter().all(|value| is_one_of(value, OFF)) {
        Vec::new()
    } else {
        vec![format!("--{option}").into()]
    }
}

/// What holds for an option, in TOML; none if nothing does.
fn value_of(arg: &Arg, matches: &ArgMatches) -> Option<String> {
    let id = arg.get_id().as_str();
    if !arg.get_action().takes_values() {
        return Some(matches.get_flag(id).to_string());
    }
    let given = matches.get_raw(id)?.map(|value| toml_word(&value.to_string_lossy())).collect::<Vec<_>>();
    match given.as_slice() {
        [one] => Some(one.clone()),
        many => Some(format!("[{}]", many.join(", "))),
    }
}

/// A number as it is, all else as a string.
fn toml_word(value: &str) -> String {
    let is_number = value.parse::<i64>().is_ok_and(|number| number.to_string() == value)
        || (value.parse::<f64>().is_ok()
            && value.contains('.')
            && value.bytes().all(|byte| byte != b'+')
            && !value.starts_with('.')
            && !value.ends_with('.'));
    if is_number {
        return value.to_owned();
    }
    // JSON strings are basic strings of TOML, but for DEL.
    serde_json::Value::from(value).to_string().replace('\u{7f}', "\\u007F")
}
