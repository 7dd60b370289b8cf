use std::fs;

use super::*;

const KEY: &str = "BLUESHIFT_API_KEY";
const REGION: &str = "BLUESHIFT_REGION";
const BASE_URL: &str = "BLUESHIFT_BASE_URL";

const CONFIG: &str = r#"
profile = "acme"

[profiles.acme]
region = "eu"
api-key-file = "acme.key"

[profiles.proxy]
base-url = "https://proxy.example"

[profiles.both]
region = "eu"
base-url = "https://proxy.example"
"#;

fn resolve(
    global: &Global,
    environment: &[(&str, &str)],
    config: Option<&str>,
) -> Result<Settings, SettingsError> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("config.toml");
    if let Some(text) = config {
        fs::write(&path, text).unwrap();
        fs::write(directory.path().join("acme.key"), "key-of-acme\n").unwrap();
    }
    let lookup = |name: &str| {
        let found = environment.iter().find(|(variable, _)| *variable == name);
        found.map(|(_, value)| (*value).to_owned()).ok_or(VarError::NotPresent)
    };
    let settings = Settings::resolve_from(global, lookup, Some(path))?;
    if let KeySource::File(_) = settings.key {
        settings.key.read()?;
    }
    Ok(settings)
}

fn target(global: &Global, environment: &[(&str, &str)], config: Option<&str>) -> (Target, String) {
    let target = resolve(global, environment, config).unwrap().target;
    let source = match target.source {
        Source::Profile { name, .. } => format!("profile {name}"),
        other => other.to_string(),
    };
    (target.value, source)
}

fn problem(global: &Global, environment: &[(&str, &str)], config: Option<&str>) -> String {
    match resolve(global, environment, config) {
        Ok(_) => "none".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn flags_override_the_environment_which_overrides_the_profile() {
    let us = Global { region: Some("us".to_owned()), ..Global::default() };
    let config = Some(CONFIG);
    let eu = Target::Region(blueshift::Region::Eu);
    assert_eq!(
        target(&Global::default(), &[], None),
        (Target::Region(blueshift::Region::Us), "default".to_owned())
    );
    assert_eq!(target(&Global::default(), &[], config), (eu.clone(), "profile acme".to_owned()));
    let url = (Target::BaseUrl("https://env.example".to_owned()), BASE_URL.to_owned());
    assert_eq!(target(&Global::default(), &[(BASE_URL, "https://env.example")], config), url);
    let flag = (Target::Region(blueshift::Region::Us), "--region".to_owned());
    assert_eq!(target(&us, &[(BASE_URL, "https://env.example")], config), flag);
    // An empty variable is treated as unset.
    assert_eq!(target(&Global::default(), &[(REGION, "")], config), (eu, "profile acme".to_owned()));
}

#[test]
fn flag_environment_or_file_selects_the_profile() {
    let proxy = Global { profile: Some("proxy".to_owned()), ..Global::default() };
    let url = (Target::BaseUrl("https://proxy.example".to_owned()), "profile proxy".to_owned());
    assert_eq!(target(&proxy, &[(PROFILE, "acme")], Some(CONFIG)), url);
    assert_eq!(target(&Global::default(), &[(PROFILE, "proxy")], Some(CONFIG)), url);
}

#[test]
fn key_comes_from_flag_then_environment_then_profile() {
    let stdin = Global { api_key_file: Some("-".into()), ..Global::default() };
    let key = |global: &Global, environment: &[(&str, &str)]| {
        resolve(global, environment, Some(CONFIG)).unwrap().key
    };
    assert!(matches!(key(&stdin, &[(KEY, "a")]), KeySource::Stdin));
    assert!(matches!(key(&Global::default(), &[(KEY, "a")]), KeySource::Environment(_)));
    let KeySource::File(file) = key(&Global::default(), &[]) else {
        panic!("expected the key file of the profile")
    };
    assert!(file.to_string().ends_with("/acme.key"), "{file}");
    let missing = resolve(&Global::default(), &[], None).unwrap().key.read();
    assert_eq!(missing.unwrap_err().to_string(), "no API key is set");
}

#[test]
fn errors_name_the_setting() {
    let none = Global::default();
    let named = |name: &str| Global { profile: Some(name.to_owned()), ..Global::default() };
    let sandbox_and_region = Global { sandbox: true, region: Some("eu".to_owned()), ..Global::default() };
    let mut seed_alone = Global::default();
    seed_alone.sandbox_options.sandbox_seed = Some(1);
    for (global, environment, config, words) in [
        (&named("x"), &[][..], None, "--profile selects a profile, but there is no config file"),
        (
            &named("x"),
            &[],
            Some(CONFIG),
            "config.toml does not contain the profile selected by --profile; it contains: acme, both, proxy",
        ),
        (&named("both"), &[], Some(CONFIG), "config.toml sets both region and base-url"),
        (
            &none,
            &[(REGION, "eu"), (BASE_URL, "https://x")],
            None,
            "BLUESHIFT_REGION and BLUESHIFT_BASE_URL cannot",
        ),
        (
            &none,
            &[(REGION, "mars")],
            None,
            "region must be us or eu (the value is not shown because it may be a secret) (BLUESHIFT_REGION)",
        ),
        (&none, &[(KEY, "a:b")], None, "character 2 is a colon"),
        (&sandbox_and_region, &[], None, "--sandbox and --region cannot be used together"),
        (&seed_alone, &[], None, "--sandbox-seed requires --sandbox"),
    ] {
        let problem = problem(global, environment, config);
        assert!(problem.contains(words), "{problem}");
    }
}

#[test]
fn key_in_the_config_file_is_not_shown() {
    for text in ["[profiles.acme]\napi-key = \"s3cret\"\n", "[profiles.acme]\nregion = s3cret\n"] {
        let problem = problem(&Global::default(), &[], Some(text));
        assert!(problem.contains("config.toml, line 2: "), "{problem}");
        assert!(!problem.contains("s3cret"), "{problem}");
    }
}
