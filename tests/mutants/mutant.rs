//! Which change is active in this process: `MUTANT` has its number; `MUTANT_TRACE` names a file for the numbers that are met.

use std::fs::OpenOptions;
use std::io::Write;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// More than there are changes.
const MOST: usize = 1 << 14;
/// Numbers of changes are below; 0 is none.
const TRACED: u32 = u32::MAX - 1;
const UNKNOWN: u32 = u32::MAX;

static ACTIVE: AtomicU32 = AtomicU32::new(UNKNOWN);
static TRACE: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("MUTANT_TRACE").ok());
static MET: [AtomicBool; MOST] = [const { AtomicBool::new(false) }; MOST];

/// Whether a change is the active one.
#[inline(always)]
pub fn is(number: u32) -> bool {
    let active = ACTIVE.load(Ordering::Relaxed);
    if active < TRACED { active == number } else { asked_first(number) }
}

#[inline(never)]
fn asked_first(number: u32) -> bool {
    if ACTIVE.load(Ordering::Relaxed) == UNKNOWN && TRACE.is_none() {
        let active = std::env::var("MUTANT").map_or(0, |number| number.parse().expect("a number"));
        ACTIVE.store(active, Ordering::Relaxed);
        return active == number;
    }
    ACTIVE.store(TRACED, Ordering::Relaxed);
    if !MET[number as usize].load(Ordering::Relaxed) && !MET[number as usize].swap(true, Ordering::Relaxed) {
        let trace = TRACE.as_deref().expect("a trace was asked for");
        let mut file = OpenOptions::new().create(true).append(true).open(trace).expect("a trace is written");
        file.write_all(&number.to_le_bytes()).expect("a trace is written");
    }
    false
}
