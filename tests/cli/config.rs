//! Settings of a file and of the environment.

use crate::harness::{Desk, Said, same, tells};

/// The threshold and the fewest words of a passage that a run of these words has.
fn effective(desk: &Desk, words: &str, variables: &[(&str, &str)]) -> (f64, u64) {
    let mut command = desk.command(&format!("{words} -o out"));
    command.envs(variables.iter().copied());
    let said = Said::of(&mut command);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let settings = &desk.record("out")["settings"];
    (settings["threshold"].as_f64().unwrap(), settings["passages"]["min_words"].as_u64().unwrap())
}

#[test]
fn a_flag_goes_before_the_environment_the_environment_before_the_file_the_file_before_the_default() {
    let desk = Desk::with_press();
    let compare = "compare press.jsonl";
    same("defaults", &(0.5, 9), &effective(&desk, compare, &[]));
    desk.put("wirecopy.toml", "threshold = 0.6\nmin-words = 12\n\n[dedup]\nthreshold = 0.9\n");
    same("the file", &(0.6, 12), &effective(&desk, compare, &[]));
    let set = [("WIRECOPY_THRESHOLD", "0.7")];
    same("the environment", &(0.7, 12), &effective(&desk, compare, &set));
    same("a flag", &(0.8, 12), &effective(&desk, "compare press.jsonl --threshold 0.8", &set));
    same("no file", &(0.5, 9), &effective(&desk, "compare press.jsonl --no-config", &[]));
    desk.put("other.toml", "[compare]\nthreshold = 0.4\n");
    same("another file", &(0.4, 9), &effective(&desk, "compare press.jsonl --config other.toml", &[]));
    desk.expect(0, "dedup press.jsonl -o kept.jsonl");
    same("a section", &0.9.into(), &desk.record("kept.jsonl.run")["settings"]["threshold"]);
}

#[test]
fn switches_and_lists_are_set_as_well() {
    let desk = Desk::with_press();
    desk.put(
        "wirecopy.toml",
        "seed = 0x1_0\noutput = \"out\"\nno-report = true\nexact = false\nwire = [\"Meridian\", \"Agence B=B\"]\n",
    );
    desk.expect(0, "compare press.jsonl");
    assert!(!desk.has("out/report.html"));
    let record = desk.record("out");
    same("agencies", &serde_json::json!(["Meridian", "Agence B=B"]), &record["settings"]["audit"]["wires"]);
    same("a number in any notation", &16.into(), &record["settings"]["sketch"]["seed"]);
    same("the search", &"lsh".into(), &record["search"]["method"]);
}

#[test]
fn a_flag_that_contradicts_the_file_holds() {
    let desk = Desk::with_press();
    desk.put("wirecopy.toml", "min-words = 12\n");
    desk.expect(0, "compare press.jsonl -o out --no-passages");
    assert!(desk.record("out")["settings"]["passages"].is_null());
}

#[test]
fn what_is_wrong_in_a_file_is_told_with_its_line() {
    let desk = Desk::with_press();
    for (text, code, told) in [
        ("\ntreshold = 0.5", 1, "wirecopy.toml:2: no option \"treshold\" (did you mean \"threshold\"?)"),
        ("[dedup]\nmin-words = 4", 1, "wirecopy.toml:2: no option \"min-words\""),
        ("threshold = ", 1, "wirecopy.toml:1: "),
        ("exact = \"yes\"", 1, "wirecopy.toml:1: exact is true or false"),
        ("threshold = true", 1, "wirecopy.toml:1: threshold is a string, a number, or a list"),
        ("# shares\nthreshold = 1.5", 2, "wirecopy: wirecopy.toml:2: sets --threshold"),
    ] {
        desk.put("wirecopy.toml", text);
        tells(&desk.expect(code, "compare press.jsonl -o out").err, told);
        assert!(!desk.has("out"), "{text}");
    }
    tells(&desk.expect(1, "compare press.jsonl -o out --config none.toml").err, "none.toml: cannot be read");
}

#[test]
fn effective_settings_are_printed_with_who_set_them_and_can_be_read_back() {
    let desk = Desk::with_press();
    desk.put("wirecopy.toml", "window = \"2d\"\nfield = [\"text=text\", \"id=id\"]\n");
    let mut command = desk.command("config compare --threshold 0.7");
    let said = Said::of(command.env("WIRECOPY_SHINGLE", "4"));
    assert_eq!(said.code, Some(0), "{}", said.err);
    for line in [
        "[compare]",
        "threshold = 0.7  # command line",
        "shingle = 4  # WIRECOPY_SHINGLE",
        "window = \"2d\"  # wirecopy.toml:1",
        "field = [\"text=text\", \"id=id\"]  # wirecopy.toml:2",
        "permutations = 128  # default",
        "exact = false  # default",
        "# min-words is not set",
    ] {
        assert!(said.out.lines().any(|told| told == line), "{line}\n{}", said.out);
    }
    desk.put("printed.toml", &said.out);
    let again = desk.expect(0, "config compare --config printed.toml").out;
    let settings = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.split("  # ").next().unwrap().to_owned()).collect()
    };
    same("settings", &settings(&said.out), &settings(&again));
    desk.expect(1, "config man");
}

#[test]
fn a_misspelt_variable_is_told_and_passed_over() {
    let desk = Desk::with_press();
    let with = |words: &str, name: &str| Said::of(desk.command(words).env(name, "0.7"));
    let said = with("compare press.jsonl -o out --quiet", "WIRECOPY_TRESHOLD");
    assert_eq!(said.code, Some(0), "{}", said.err);
    let told = "wirecopy: WIRECOPY_TRESHOLD: sets nothing, no option has this name (did you mean WIRECOPY_THRESHOLD?)";
    tells(&said.err, told);
    same("the threshold", &0.5.into(), &desk.record("out")["settings"]["threshold"]);
    tells(
        &with("config", "WIRECOPY_NOSUCHTHING").err,
        "WIRECOPY_NOSUCHTHING: sets nothing, no option has this name\n",
    );
    // An option of another command is one.
    same("what is said", &String::new(), &with("inspect press.jsonl", "WIRECOPY_KEEP").err);
    same("what is said", &String::new(), &with("completions bash", "WIRECOPY_TRESHOLD").err);
}

#[test]
fn inputs_are_inspected_under_the_settings_of_a_run() {
    let desk = Desk::new();
    desk.put("nested.jsonl", "{\"body\": {\"content\": \"Some words of a text.\"}}\n");
    desk.put("wirecopy.toml", "field = [\"text=body.content\"]\nmin-words = 12\n");
    desk.expect(0, "inspect nested.jsonl");
    desk.put("wirecopy.toml", "[inspect]\nfeild = [\"text=body.content\"]\n");
    tells(&desk.expect(1, "inspect nested.jsonl").err, "wirecopy.toml:2: no option \"feild\"");
}

#[test]
fn a_value_that_no_run_would_take_is_told_instead_of_printed() {
    let desk = Desk::new();
    let said = Said::of(desk.command("config").env("WIRECOPY_MIN_WORDS", "abc"));
    assert_eq!(said.code, Some(2), "{}", said.err);
    tells(&said.err, "WIRECOPY_MIN_WORDS: sets --min-words");
    desk.expect(2, "config compare --threshold 9");
    desk.expect(2, "config compare --nosuch 1");
    let said = Said::of(desk.command("config").env("WIRECOPY_XLSX", "maybe"));
    assert_eq!(said.code, Some(1), "{}", said.err);
    tells(&said.err, "WIRECOPY_XLSX: maybe is neither true nor false");
}

#[test]
fn options_of_config_may_stand_before_the_command_or_without_one() {
    let desk = Desk::new();
    desk.put("wirecopy.toml", "threshold = 0.6\n");
    desk.put("other.toml", "threshold = 0.4\n");
    for (words, threshold) in [
        ("config", "threshold = 0.6  # wirecopy.toml:1"),
        ("config --no-config", "threshold = 0.5  # default"),
        ("config --no-config dedup", "threshold = 0.5  # default"),
        ("config --config other.toml", "threshold = 0.4  # other.toml:1"),
        ("config --config other.toml compare", "threshold = 0.4  # other.toml:1"),
    ] {
        tells(&desk.expect(0, words).out, threshold);
    }
    desk.expect(1, "config --config nothere.toml");
    tells(&desk.expect(1, "config nosuch").err, "nosuch: is no command that has settings (name compare, ");
}

#[test]
fn of_two_options_that_exclude_one_another_the_typed_one_holds() {
    let desk = Desk::with_press();
    desk.put("wirecopy.toml", "no-passages = true\n");
    desk.expect(0, "compare press.jsonl -o out --strict-verbatim 8");
    assert!(!desk.record("out")["settings"]["passages"].is_null());
}
