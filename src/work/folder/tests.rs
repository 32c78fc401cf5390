use super::*;
use crate::journal::{recall, record};

fn claim(dir: &Path, threshold: f64, resume: bool) -> Result<WorkFolder, WorkError> {
    WorkFolder::claim(dir, &json!({ "settings": { "threshold": threshold } }), resume)
}

#[test]
fn a_step_is_recalled_by_the_run_that_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("deep/work");
    let folder = claim(&dir, 0.5, false).unwrap();
    record(&folder, "near", &vec![(1_u32, "x".to_owned())]).unwrap();
    drop(folder);
    let folder = claim(&dir, 0.5, true).unwrap();
    assert_eq!(recall(&folder, "near"), Some(vec![(1_u32, "x".to_owned())]));
    assert_eq!(recall::<Vec<(u32, String)>>(&folder, "wording"), None);
    folder.finish();
    assert!(!dir.exists(), "nothing stays behind");
}

#[test]
fn a_step_that_was_damaged_is_not_there() {
    let home = tempfile::tempdir().unwrap();
    let folder = claim(home.path(), 0.5, false).unwrap();
    record(&folder, "near", &"found").unwrap();
    let path = folder.step("near");
    let whole = fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        fs::write(&path, &damaged).unwrap();
        assert_eq!(recall::<String>(&folder, "near"), None);
        fs::write(&path, &whole[..at]).unwrap();
        assert_eq!(recall::<String>(&folder, "near"), None);
    }
}

#[test]
fn what_another_step_or_another_run_has_found_is_not_taken_for_a_step() {
    let (home, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let folder = claim(home.path(), 0.5, false).unwrap();
    record(&folder, "near", &7_u32).unwrap();
    fs::copy(folder.step("near"), folder.step("wording")).unwrap();
    assert_eq!(recall(&folder, "near"), Some(7_u32));
    assert_eq!(recall::<u32>(&folder, "wording"), None);
    let another = claim(other.path(), 0.7, false).unwrap();
    fs::copy(folder.step("near"), another.step("near")).unwrap();
    assert_eq!(recall::<u32>(&another, "near"), None);
}

#[test]
fn an_interrupted_run_is_not_begun_anew_unasked() {
    let home = tempfile::tempdir().unwrap();
    let folder = claim(home.path(), 0.5, true).unwrap();
    record(&folder, "near", &1).unwrap();
    drop(folder);
    assert!(matches!(claim(home.path(), 0.5, false), Err(WorkError::Interrupted(_))));
    let refused = claim(home.path(), 0.7, true).unwrap_err().to_string();
    assert!(refused.contains("settings.threshold was 0.5 and is 0.7"), "{refused}");
}

#[test]
fn what_another_build_keeps_in_another_layout_is_not_gone_on_with_and_stays() {
    let home = tempfile::tempdir().unwrap();
    let folder = claim(home.path(), 0.5, true).unwrap();
    record(&folder, "near", &1).unwrap();
    drop(folder);
    let asked = home.path().join(ASKED);
    let begun: Value = serde_json::from_slice(&fs::read(&asked).unwrap()).unwrap();
    assert_eq!(begun["layout"], LAYOUT);
    for layout in [json!(LAYOUT + 1), Value::Null] {
        let mut other = begun.clone();
        other["layout"] = layout;
        fs::write(&asked, other.to_string()).unwrap();
        assert!(matches!(claim(home.path(), 0.5, true), Err(WorkError::Layout { .. })), "{other}");
        assert!(home.path().join("wirecopy-step-near").exists());
    }
    fs::write(&asked, begun.to_string()).unwrap();
    assert_eq!(recall(&claim(home.path(), 0.5, true).unwrap(), "near"), Some(1));
}

#[test]
fn a_run_without_a_finished_step_is_begun_anew_whatever_it_was() {
    let home = tempfile::tempdir().unwrap();
    let folder = claim(home.path(), 0.5, false).unwrap();
    assert!(folder.record("near", &mut |_| Err(io::ErrorKind::StorageFull.into())).is_err());
    let asked = fs::read(home.path().join(ASKED)).unwrap();
    drop(folder);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    // As a kill would leave it.
    fs::write(home.path().join(ASKED), asked).unwrap();
    fs::write(home.path().join("wirecopy-step-near.partial"), "half").unwrap();
    let folder = claim(home.path(), 0.7, false).unwrap();
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    assert_eq!(recall::<String>(&folder, "near"), None);
}

#[test]
fn what_is_left_of_a_run_that_was_killed_while_it_cleaned_up_is_nothing_to_go_on_with() {
    let home = tempfile::tempdir().unwrap();
    let folder = claim(home.path(), 0.5, false).unwrap();
    record(&folder, "near", &1).unwrap();
    fs::remove_file(home.path().join(ASKED)).unwrap();
    drop(folder);
    let folder = claim(home.path(), 0.7, false).unwrap();
    assert_eq!(recall::<i32>(&folder, "near"), None);
}

#[test]
fn two_runs_do_not_work_in_one_folder() {
    let home = tempfile::tempdir().unwrap();
    let _first = claim(home.path(), 0.5, false).unwrap();
    assert!(matches!(claim(home.path(), 0.5, true), Err(WorkError::Busy(_))));
}

#[test]
fn files_of_others_stay() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("notes"), "mine").unwrap();
    let folder = claim(home.path(), 0.5, false).unwrap();
    folder.columns(false).unwrap();
    folder.finish();
    let left: Vec<_> = fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["notes"]);
}
