//! The one value that all machines of a job are given.

use serde::{Deserialize, Serialize};
use wirecopy::plan::Plan;
use wirecopy::read::ReadPlan;
use wirecopy::statistics::STATISTICS_VERSION;

/// The version of the functions: it grows when one of them takes or gives other columns.
const FUNCTIONS_VERSION: u32 = 3;

/// What a job is asked, and how dates are read.
#[derive(Debug, Clone)]
pub(crate) struct Parameters {
    pub(crate) plan: Plan,
    pub(crate) reading: ReadPlan,
}

/// The parameters as they are written down.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    functions: u32,
    statistics: u32,
    plan: Plan,
    timezone: String,
    dates: Option<String>,
}

impl Default for Parameters {
    fn default() -> Self {
        Self { plan: Plan { matrix: None, ..Plan::default() }, reading: ReadPlan::default() }
    }
}

impl Parameters {
    /// Those that are written down.
    ///
    /// # Errors
    /// When they are of another version, or no parameters.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let written: Written = serde_json::from_str(text).map_err(|fault| format!("parameters: {fault}"))?;
        for (what, of, here) in [
            ("functions", written.functions, FUNCTIONS_VERSION),
            ("statistics", written.statistics, STATISTICS_VERSION),
        ] {
            if of != here {
                let remedy = "all machines of a job need the same version of wirecopy";
                return Err(format!(
                    "parameters for {what} of version {of}, where this machine has {here} ({remedy})"
                ));
            }
        }
        let reading = ReadPlan {
            timezone: written.timezone.parse().map_err(|fault| format!("{fault}"))?,
            dates: written
                .dates
                .map(|dates| dates.parse())
                .transpose()
                .map_err(|fault| format!("{fault}"))?,
            ..ReadPlan::default()
        };
        Ok(Self { plan: written.plan, reading })
    }

    /// The same, where passages are asked for, and nothing that a job cannot find.
    ///
    /// # Errors
    /// When it is otherwise.
    pub(crate) fn of_passages(self) -> Result<Self, String> {
        match self.plan.passages {
            None => Err("parameters without passages".to_owned()),
            Some(settings) if settings.strict_verbatim.is_some() => {
                Err("exact runs of any length have no job (strict_verbatim)".to_owned())
            }
            Some(_) => Ok(self),
        }
    }

    /// As JSON.
    ///
    /// # Errors
    /// When JSON cannot say it.
    pub(crate) fn written(&self) -> Result<String, String> {
        let written = Written {
            functions: FUNCTIONS_VERSION,
            statistics: STATISTICS_VERSION,
            plan: self.plan.clone(),
            timezone: self.reading.timezone.to_string(),
            dates: self.reading.dates.map(|dates| dates.to_string()),
        };
        serde_json::to_string(&written).map_err(|fault| fault.to_string())
    }
}
