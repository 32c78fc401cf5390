//! Settings that are not typed: of `wirecopy.toml` and of the environment, under the names of the long options.
//!
//! A flag goes before the environment, the environment before the file, the file before the default. What is set here is
//! put into the command line as if it had been typed, so that it is understood, refused and recorded in one way.

use super::args::Cli;
use super::exit::Exit;
use super::{shell, terminal};
use anyhow::{anyhow, bail};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, CommandFactory};
use std::collections::BTreeMap;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file that is looked for in the working folder.
const FILE: &str = "wirecopy.toml";
/// The commands that have settings.
const SETTABLE: [&str; 5] = ["compare", "dedup", "inspect", "score", "show"];
/// What environment variables begin with.
const PREFIX: &str = "WIRECOPY_";

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
}

impl Words {
    /// Adds to what was typed what is set in the environment and in the file.
    ///
    /// # Errors
    /// When the file cannot be read, or sets what no command has.
    pub(super) fn with_settings(typed: Vec<OsString>) -> anyhow::Result<Self> {
        let program = built();
        let mut settings = BTreeMap::new();
        let Ok(found) = program.clone().ignore_errors(true).try_get_matches_from(&typed) else {
            return Ok(Self { all: typed, settings });
        };
        let Some((name, matches)) = found.subcommand() else { return Ok(Self { all: typed, settings }) };
        let Some(command) = program.find_subcommand(name).filter(|_| is_settable(name)) else {
            return Ok(Self { all: typed, settings });
        };
        let mut of_file = match file(matches)? {
            Some(path) => read(&path, &program, name)?,
            None => BTreeMap::new(),
        };
        let is_typed = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
        for (option, arg) in options(command) {
            let variable = format!("{PREFIX}{}", option.to_uppercase().replace('-', "_"));
            let of_environment =
                env::var_os(&variable).map(|value| of_variable(arg, value, variable)).transpose()?;
            let set = of_environment.or_else(|| of_file.remove(option));
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
        let at = typed.iter().position(|word| word == name).map_or(typed.len(), |at| at + 1);
        let mut all = typed;
        let added = options(command).filter_map(|(option, arg)| Some((option, arg, settings.get(option)?)));
        let added: Vec<OsString> = added.flat_map(|(option, arg, set)| typed_as(option, arg, set)).collect();
        all.splice(at..at, added);
        Ok(Self { all, settings })
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
        let command = program.find_subcommand(name).ok_or_else(|| anyhow!("{name}: has no settings"))?;
        // That it lacks inputs does not matter; anything else that a run would complain of does.
        if let Err(complaint) = program.clone().try_get_matches_from(&self.all)
            && complaint.kind() != clap::error::ErrorKind::MissingRequiredArgument
        {
            self.blame(&complaint).iter().for_each(|origin| terminal::say(&format!("wirecopy: {origin}")));
            return Err(complaint.into());
        }
        let found = program.clone().ignore_errors(true).try_get_matches_from(&self.all)?;
        let matches = found.subcommand_matches(name).ok_or_else(|| anyhow!("{name}: has no settings"))?;
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
    shell::print(Words::with_settings(line)?.shown(&named)?.as_bytes())
}

/// The command line as clap knows it, with all that it adds.
fn built() -> Command {
    let mut program = Cli::command();
    program.build();
    program
}

fn is_option(word: &OsStr) -> bool {
    word.as_encoded_bytes().starts_with(b"-")
}

fn is_settable(command: &str) -> bool {
    SETTABLE.contains(&command)
}

/// The options of a command that can be set elsewhere, by name.
fn options(command: &Command) -> impl Iterator<Item = (&str, &Arg)> {
    let own = |arg: &&Arg| !arg.is_global_set() && !["help", "version"].contains(&arg.get_id().as_str());
    command.get_arguments().filter(own).filter_map(|arg| Some((arg.get_long()?, arg)))
}

/// The file that is named, or the one that is there.
fn file(matches: &ArgMatches) -> anyhow::Result<Option<PathBuf>> {
    if matches.get_flag("no_config") {
        return Ok(None);
    }
    if let Some(named) = matches.get_one::<PathBuf>("config") {
        return Ok(Some(named.clone()));
    }
    match fs::metadata(FILE) {
        Ok(_) => Ok(Some(FILE.into())),
        Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(anyhow!("{FILE}: cannot be read: {fault} (mend it, or --no-config)")),
    }
}

/// What a file sets for a command: its own section before what stands above all sections.
fn read(path: &Path, program: &Command, name: &str) -> anyhow::Result<BTreeMap<String, Setting>> {
    let shown = path.display();
    let text = fs::read_to_string(path)
        .map_err(|fault| anyhow!("{shown}: cannot be read: {fault} (check --config, or --no-config)"))?;
    let text = text.trim_start_matches('\u{feff}');
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let table = DeTable::parse(text).map_err(|fault| {
        let line = line(fault.span().map_or(0, |span| span.start));
        anyhow!("{shown}:{line}: {} (mend it, or --no-config)", fault.message())
    })?;
    let reading = Reading { shown: shown.to_string(), line: &line };
    let commands: Vec<&Command> =
        program.get_subcommands().filter(|command| is_settable(command.get_name())).collect();
    let (mut all, mut own) = (BTreeMap::new(), BTreeMap::new());
    for (key, value) in table.get_ref() {
        let section =
            program.find_subcommand(&**key.get_ref()).filter(|command| is_settable(command.get_name()));
        if let (Some(command), DeValue::Table(table)) = (section, value.get_ref()) {
            let set = reading.section(table, &[command])?;
            if command.get_name() == name {
                own = set;
            }
        } else {
            all.extend(reading.option(key, value, &commands)?);
        }
    }
    all.extend(own);
    Ok(all)
}

/// How a file is read: its name, and the line of a place in it.
struct Reading<'a> {
    shown: String,
    line: &'a dyn Fn(usize) -> usize,
}

impl Reading<'_> {
    fn section(
        &self,
        table: &DeTable<'_>,
        commands: &[&Command],
    ) -> anyhow::Result<BTreeMap<String, Setting>> {
        let mut set = BTreeMap::new();
        for (key, value) in table {
            set.extend(self.option(key, value, commands)?);
        }
        Ok(set)
    }

    /// One option, which one of these commands must have.
    fn option(
        &self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
        commands: &[&Command],
    ) -> anyhow::Result<Option<(String, Setting)>> {
        let (name, line) = (key.get_ref(), (self.line)(key.span().start));
        let known = || commands.iter().flat_map(|command| options(command));
        let Some((_, arg)) = known().find(|(option, _)| option == name) else {
            let near = known().map(|(option, _)| (distance(name, option), option)).min();
            let near = near.map_or("", |(_, option)| option);
            bail!("{}:{line}: no option {name:?} (did you mean {near:?}?)", self.shown);
        };
        let values = match value.get_ref() {
            DeValue::Array(values) => values.iter().map(|value| plain(value.get_ref())).collect(),
            value => plain(value).map(|value| vec![value]),
        };
        let is_switch = !arg.get_action().takes_values();
        match values {
            Some(values) if is_switch == matches!(value.get_ref(), DeValue::Boolean(_)) => {
                let setting = Setting { values, origin: format!("{}:{line}", self.shown) };
                Ok(Some((name.to_string(), setting)))
            }
            _ => {
                let wanted =
                    if is_switch { "true or false" } else { "a string, a number, or a list of them" };
                bail!("{}:{line}: {name} is {wanted} (mend it, or --no-config)", self.shown)
            }
        }
    }
}

/// A value as it would be typed; none if it is a table or a list.
fn plain(value: &DeValue<'_>) -> Option<OsString> {
    match value {
        DeValue::String(text) => Some(text.as_ref().into()),
        DeValue::Integer(number) => {
            let value = i128::from_str_radix(number.as_str(), number.radix());
            Some(value.map_or_else(|_| number.as_str().into(), |value| value.to_string().into()))
        }
        DeValue::Float(number) => Some(number.as_str().into()),
        DeValue::Boolean(is) => Some(is.to_string().into()),
        DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => None,
    }
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
const OFF: &[&str] = &["", "0", "false", "no", "off"];

fn is_one_of(value: &OsStr, words: &[&str]) -> bool {
    words.iter().any(|word| value.eq_ignore_ascii_case(word))
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

/// Letters to put in, take out or replace to make one word of another (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, &wanted) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != wanted);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}
