//! What a file sets: which one is read, and what stands in it.

use super::near::nearest;
use super::{Setting, is_settable, options, settable, with_options};
use anyhow::{anyhow, bail};
use clap::{ArgMatches, Command};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file that is looked for in the working folder.
const FILE: &str = "wirecopy.toml";

/// The file that is named, or the one that is there.
pub(super) fn file(matches: &ArgMatches) -> anyhow::Result<Option<PathBuf>> {
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
pub(super) fn read(path: &Path, program: &Command, name: &str) -> anyhow::Result<BTreeMap<String, Setting>> {
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
    let commands = settable(program);
    let (mut all, mut own) = (BTreeMap::new(), BTreeMap::new());
    for (key, value) in table.get_ref() {
        let section =
            program.find_subcommand(&**key.get_ref()).filter(|command| is_settable(command.get_name()));
        if let (Some(command), DeValue::Table(table)) = (section, value.get_ref()) {
            let set = reading.section(table, &with_options(command))?;
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
            let near = nearest(name, known().map(|(option, _)| option));
            let near =
                near.map_or("wirecopy config shows all".into(), |near| format!("did you mean {near:?}?"));
            bail!("{}:{line}: no option {name:?} ({near})", self.shown);
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
