"""All faults in the settings are told at once, each with its name, its line and an example; secrets never are."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.municipality.env_file import read_env
from bot.municipality.faults import SettingsError
from bot.municipality.settings import Settings, load
from bot.rules.calendar import opening_hours
from bot.texts.wording import Wording, keys
from tests.bot.houses import oslo
from tests.bot.solvik import ENVIRON, PAGES, ROOT, solvik

SOLVIK = (ROOT / "sandbox" / "solvik.toml").read_text(encoding="utf-8")


def faults(tmp_path: Path, environ: Mapping[str, str] | None = None, toml: str | None = None) -> dict[str, str]:
    """The faults found, name → kind, with Solvik's file changed to `toml`."""
    file = tmp_path / "municipality.toml"
    file.write_text(SOLVIK if toml is None else toml, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load(None, {**ENVIRON, "MUNICIPALITY_FILE": str(file), **(environ or {})})
    return {fault.name: fault.key for fault in caught.value.faults}


def changed(old: str, new: str) -> str:
    assert old in SOLVIK
    return SOLVIK.replace(old, new, 1)


def test_the_sandbox_file_is_without_faults() -> None:
    assert solvik().name == "Solvik kommune"


def test_the_example_file_is_without_faults() -> None:
    pages = ("main", "bibliotek")
    environ = {key: value for key, value in ENVIRON.items() if not key.startswith("FACEBOOK_PAGE_TOKEN_")}
    tokens = {f"FACEBOOK_PAGE_TOKEN_{page.upper()}": "invented" for page in pages}

    loaded = load(None, {**environ, **tokens, "MUNICIPALITY_FILE": str(ROOT / "municipality.example.toml")})

    assert tuple(loaded.municipality.pages) == pages


def test_the_example_of_the_environment_names_every_setting() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = {line.partition("=")[0] for line in text.splitlines() if "=" in line and not line.startswith("#")}

    assert {name.upper() for name in Settings.model_fields} - named == {"FACEBOOK_PAGE_TOKENS"}


def test_nothing_at_all_tells_everything_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(None, {"MUNICIPALITY_FILE": str(tmp_path / "nowhere.toml")})

    assert {fault.name for fault in caught.value.faults} == {
        "FACEBOOK_APP_ID",
        "FACEBOOK_APP_SECRET",
        "FACEBOOK_VERIFY_TOKEN",
        "MUNICIPALITY_FILE",
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
    }


def test_faults_of_the_environment_and_the_file_are_told_together(tmp_path: Path) -> None:
    found = faults(
        tmp_path, {"PORT": "eighty", "SLACK_BOT_TOKEN": ""}, changed('rule = "calendar_roll"', 'rule = "soon"')
    )

    assert found == {"PORT": "wrong_form", "SLACK_BOT_TOKEN": "missing", "promise.rule": "not_one_of"}


def test_a_fault_in_one_place_does_not_hide_a_wrong_reference_in_another(tmp_path: Path) -> None:
    toml = changed('department = "kino"', 'department = "kinoen"').replace('rule = "calendar_roll"', 'rule = "soon"')

    assert set(faults(tmp_path, toml=toml)) == {"pages.kino.department", "promise.rule"}


def test_a_page_without_a_token_is_told_even_when_the_file_has_faults(tmp_path: Path) -> None:
    found = faults(tmp_path, {"FACEBOOK_PAGE_TOKEN_KINO": ""}, changed('rule = "calendar_roll"', 'rule = "soon"'))

    assert set(found) == {"FACEBOOK_PAGE_TOKEN_KINO", "promise.rule"}


def test_a_fault_in_the_file_has_its_line_and_an_example(tmp_path: Path) -> None:
    file = tmp_path / "municipality.toml"
    file.write_text(changed('facebook_id = "100200300400500"', 'facebook_id = "main"'), encoding="utf-8")
    line = file.read_text(encoding="utf-8").splitlines().index('facebook_id = "main"') + 1

    with pytest.raises(SettingsError) as caught:
        load(None, {**ENVIRON, "MUNICIPALITY_FILE": str(file)})

    assert str(caught.value) == (
        f"Linje {line}: pages.main.facebook_id skal være sidens id, som bare er siffer, i hermetegn. "
        "«svarvakt setup» finner den for deg. På Facebook står den under Om → Åpenhet på siden. "
        'Eksempel: facebook_id = "100200300400500"'
    )


FILE_FAULTS = [
    ('phone = "61 01 20 00"', "", "departments.teknisk.phone", "missing"),
    ('duty_phone = "61 09 99 99"', "", "municipality.duty_phone", "missing"),
    ('comments = "open"', 'coments = "open"', "pages.main.coments", "unknown_near"),
    ("[promise]", "[promise]\nzebra = 1", "promise.zebra", "unknown"),
    ('time_zone = "Europe/Oslo"', 'time_zone = "Europe/Olso"', "municipality.time_zone", "time_zone_near"),
    ('department = "kino"', 'department = "kinoen"', "pages.kino.department", "no_department_near"),
    ('"100200300400501"', '"100200300400500"', "pages.landbruk.facebook_id", "page_twice"),
    ('phone = "61 01 20 00"', 'phone = "138190/10050"', "departments.teknisk.phone", "never_public"),
    ('"100200300400501"', '"13819010050"', "pages.landbruk.message_link", "never_public"),
    ('name = "Teknisk drift"', 'name = "Teknisk \\u202etfird"', "departments.teknisk.name", "hidden_signs"),
    ('signature = "Landbrukskontoret"', 'signature = "Land\\u200bbruk"', "pages.landbruk.signature", "hidden_signs"),
    ('department = "kino"', 'department = "kino"\nmessage_link = "m.me/kino"', "pages.kino.message_link", "wrong_form"),
    ('to = "05-14"', 'to = "05-13"', "hours.seasons", "season_gap"),
    ('to = "05-14"', 'to = "05-15"', "hours.seasons", "season_twice"),
    ('to = "05-14"', 'to = "02-30"', "hours.seasons.vinter.to", "month_day"),
    ('"08:00-15:30"] }\n\n[hours.seasons.sommer]', '"15:30-08:00"] }\n\n[hours.seasons.sommer]', "hours.seasons.vinter.week", "time_span"),
    ("2026-04-01 = ", "2026-04-01 = 12 #", "hours.short_dates.2026-04-01", "time_span"),
    ("closed_on_holidays = true", 'closed_on_holidays = "perhaps"', "hours.closed_on_holidays", "wrong_kind"),
    ("[promise]", "[texts.nb]\nclozing = \"Hei\"\n[promise]", "texts.nb.clozing", "unknown_text"),
    ("[promise]", "[texts.nb]\nclosing = \"Hei {nanv}\"\n[promise]", "texts.nb.closing", "unknown_placeholder"),
    ("[promise]", "[texts.se]\nclosing = \"Bures\"\n[promise]", "texts.se", "no_language"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "name", "kind"), FILE_FAULTS)
def test_a_fault_in_the_file_is_found(tmp_path: Path, old: str, new: str, name: str, kind: str) -> None:
    assert faults(tmp_path, toml=changed(old, new)) == {name: kind}


def test_nobody_at_the_front_desk_is_a_fault(tmp_path: Path) -> None:
    toml = changed('people = ["U0ANNE0001", "U0JONAS001"]\ngroup = "S0FRONT001"', "people = []")

    assert faults(tmp_path, toml=toml) == {"front_desk.people": "missing"}


def test_a_file_that_is_no_toml_says_on_which_line(tmp_path: Path) -> None:
    assert faults(tmp_path, toml="[municipality\n") == {"municipality.toml": "no_table_end"}


def test_an_empty_file_names_every_part_that_is_missing(tmp_path: Path) -> None:
    found = faults(tmp_path, toml="")

    assert {"municipality", "pages", "departments", "front_desk", "hours"} <= set(found)


ENVIRON_FAULTS = [
    ("SLACK_BOT_TOKEN", "xapp-swapped", "belongs_elsewhere"),
    ("SLACK_APP_TOKEN", "xoxb-swapped", "belongs_elsewhere"),
    ("FACEBOOK_APP_ID", "my app", "stray_characters"),
    ("FACEBOOK_GRAPH_VERSION", "26", "wrong_form"),
    ("FACEBOOK_INTAKE", "pigeon", "not_one_of"),
    ("LOG_FORMAT", "xml", "not_one_of"),
    ("FACEBOOK_GRAPH_URL", "http://graph.solvik.example", "not_https"),
    ("SLACK_API_URL", "slack.com/api", "wrong_form"),
    ("FACEBOOK_PAGE_TOKEN_SKOLE", "invented", "token_of_no_page"),
]


@pytest.mark.parametrize(("name", "value", "kind"), ENVIRON_FAULTS)
def test_a_fault_in_the_environment_is_found(tmp_path: Path, name: str, value: str, kind: str) -> None:
    assert faults(tmp_path, {name: value}) == {name: kind}


def test_a_mistyped_name_in_the_env_file_is_found_with_the_name_that_was_meant(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("SLACK_SINGING_SECRET=abc\nPATH=/bin\n", encoding="utf-8")

    with pytest.raises(SettingsError, match="Mente du SLACK_SIGNING_SECRET") as caught:
        load(env_file, ENVIRON)

    assert [fault.name for fault in caught.value.faults] == ["SLACK_SINGING_SECRET"]


def test_the_environment_wins_over_the_env_file(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("PORT=1111\nLOG_FORMAT=json\nPUBLIC_URL=\n", encoding="utf-8")

    settings = load(env_file, {**ENVIRON, "PORT": "2222"}).settings

    assert (settings.port, settings.log_format, settings.public_url) == (2222, "json", "")


def test_page_tokens_are_read_from_the_env_file_too(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("".join(f"FACEBOOK_PAGE_TOKEN_{page.upper()}=from-file\n" for page in PAGES), encoding="utf-8")
    environ = {key: value for key, value in ENVIRON.items() if not key.startswith("FACEBOOK_PAGE_TOKEN_")}

    settings = load(env_file, environ).settings

    assert settings.facebook_page_tokens["kino"].get_secret_value() == "from-file"


def test_the_signing_secret_is_needed_without_socket_mode(tmp_path: Path) -> None:
    assert faults(tmp_path, {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": ""}) == {
        "SLACK_APP_TOKEN": "missing_slack_way"
    }


def test_a_signing_secret_is_enough_where_slack_calls_us(tmp_path: Path) -> None:
    file = tmp_path / "municipality.toml"
    file.write_text(SOLVIK, encoding="utf-8")
    ways = {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99fff00085a5"}

    loaded = load(None, {**ENVIRON, "MUNICIPALITY_FILE": str(file), **ways})

    assert loaded.settings.slack_app_token.get_secret_value() == ""


def test_no_verify_token_is_needed_when_only_polling() -> None:
    assert load(None, {**ENVIRON, "FACEBOOK_VERIFY_TOKEN": "", "FACEBOOK_INTAKE": "poll"})


LOCAL = {
    "CLOCK_URL": "http://127.0.0.1:9/clock",
    "SLACK_API_URL": "http://127.0.0.1:9/slack/api/",
    "FACEBOOK_GRAPH_URL": "http://localhost:9/graph",
}


def test_a_movable_clock_works_while_every_address_is_local() -> None:
    assert load(None, {**ENVIRON, **LOCAL}).settings.clock_url == LOCAL["CLOCK_URL"]


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://svarvakt:secret@[::1]:5432/svarvakt",
        "postgresql://127.0.0.1:5432/svarvakt",
        "postgresql:///svarvakt?host=/var/run/postgresql",
        "postgresql://svarvakt@/svarvakt",
    ],
)
def test_a_database_on_this_machine_is_local_however_it_is_named(address: str) -> None:
    assert load(None, {**ENVIRON, **LOCAL, "DATABASE_URL": address}).settings.clock_url == LOCAL["CLOCK_URL"]


@pytest.mark.parametrize(
    ("name", "outside"),
    [
        ("SLACK_API_URL", "https://slack.com/api/"),
        ("FACEBOOK_GRAPH_URL", "https://graph.facebook.com"),
        ("CLOCK_URL", "https://clock.solvik.example"),
        ("PUBLIC_URL", "https://svarvakt.solvik.example"),
        ("HOST", "0.0.0.0"),  # noqa: S104 - that it is refused is the point
        ("DATABASE_URL", "postgresql://svarvakt@db.solvik.example/svarvakt"),
        ("DATABASE_URL", "postgresql:///svarvakt?host=db.solvik.example"),
        ("DATABASE_URL", "postgresql://localhost/svarvakt?host=db.solvik.example"),
        ("DATABASE_URL", "postgresql://localhost/svarvakt?hostaddr=10.0.0.7"),
        ("DATABASE_URL", "postgresql://localhost,db.solvik.example/svarvakt"),
        ("DATABASE_URL", "postgresql://u:p@127.0.0.1:5432,db.solvik.example:5432/svarvakt"),
        ("DATABASE_URL", "postgresql:///svarvakt?service=production"),
        ("SLACK_API_URL", "https://127.0.0.1.solvik.example/api/"),
    ],
)
def test_a_movable_clock_is_refused_with_any_address_outside(tmp_path: Path, name: str, outside: str) -> None:
    assert faults(tmp_path, {**LOCAL, name: outside}) == {name: "clock_not_loopback"}


TEAMS = {"CHAT": "teams", "TEAMS_APP_ID": "a", "TEAMS_APP_SECRET": "s", "TEAMS_TENANT_ID": "t"}


def test_with_teams_its_addresses_count_and_slacks_do_not(tmp_path: Path) -> None:
    urls = ("TEAMS_SERVICE_URL", "TEAMS_LOGIN_URL", "TEAMS_KEYS_URL", "TEAMS_GRAPH_URL")
    local = dict.fromkeys(urls, "http://127.0.0.1:9/teams")
    assert load(None, {**ENVIRON, **LOCAL, **TEAMS, **local, "SLACK_API_URL": "https://slack.com/api/"})
    for name in urls:
        assert faults(tmp_path, {**LOCAL, **TEAMS, **local, name: ""}) == {name: "clock_not_loopback"}


@pytest.mark.parametrize("address", ["postgresql://localhost/x", "postgresql:///x?host=/tmp", "postgresql:///x"])
def test_a_movable_clock_is_refused_when_the_environment_leads_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("PGHOSTADDR", "10.0.0.7")

    assert faults(tmp_path, {**LOCAL, "DATABASE_URL": address}) == {"DATABASE_URL": "clock_not_loopback"}


@pytest.mark.parametrize("name", ["PGHOST", "PGSERVICE"])
def test_a_database_that_only_the_environment_names_counts_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "db.solvik.example")

    assert faults(tmp_path, {**LOCAL, "DATABASE_URL": "postgresql:///x"}) == {"DATABASE_URL": "clock_not_loopback"}


@pytest.mark.parametrize(
    ("name", "address"),
    [("PGHOSTADDR", "postgresql:///x?hostaddr=127.0.0.1"), ("PGHOST", "postgresql://localhost/x")],
)
def test_what_the_address_says_itself_comes_before_the_environment(
    monkeypatch: pytest.MonkeyPatch, name: str, address: str
) -> None:
    monkeypatch.setenv(name, "10.0.0.7")

    assert load(None, {**ENVIRON, **LOCAL, "DATABASE_URL": address}).settings.clock_url == LOCAL["CLOCK_URL"]


def test_secrets_never_stand_in_what_is_told_or_shown(tmp_path: Path) -> None:
    secret = "xapp-very-secret"
    file = tmp_path / "municipality.toml"
    file.write_text(changed('rule = "calendar_roll"', 'rule = "soon-secret"'), encoding="utf-8")

    with pytest.raises(SettingsError) as caught:
        load(None, {**ENVIRON, "SLACK_BOT_TOKEN": secret, "PORT": "9secret", "MUNICIPALITY_FILE": str(file)})

    assert "secret" not in str(caught.value)
    assert "invented" not in repr(load(None, ENVIRON).settings)


def test_faults_are_told_in_the_municipalitys_language(tmp_path: Path) -> None:
    file = tmp_path / "municipality.toml"
    toml = changed('language = "nb"', 'language = "nn"').replace('rule = "calendar_roll"', 'rule = "soon"')
    file.write_text(toml, encoding="utf-8")

    with pytest.raises(SettingsError, match="berre vere ein av desse: calendar_roll, opening_days, hours"):
        load(None, {**ENVIRON, "MUNICIPALITY_FILE": str(file)})


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_fault_can_be_said(language: str) -> None:
    kinds = (
        {kind for *_, kind in FILE_FAULTS} | {kind for *_, kind in ENVIRON_FAULTS} | {"clock_not_loopback", "no_file"}
    )

    assert all(Wording().say(f"settings.{kind}", language, name="x", near="y") for kind in kinds)
    assert "settings.at_line" in keys(language, "ui")


def test_the_library_has_its_own_hours_and_the_municipalitys_closed_days() -> None:
    library = opening_hours(solvik(), "bibliotek")

    assert library.is_open(oslo("2026-02-14 11:00"))  # Saturday
    assert not library.is_open(oslo("2026-12-24 11:00"))


def test_a_page_without_hours_has_those_of_the_municipality() -> None:
    assert opening_hours(solvik(), "main").closing_of(oslo("2026-02-09 10:00").date()) == oslo("2026-02-09 15:30")


def test_a_page_is_known_by_its_id_outside() -> None:
    assert solvik().page_key("100200300400503") == "bibliotek"
    assert solvik().page_key("999") is None


def test_a_page_signs_with_its_own_unit() -> None:
    assert (solvik().signature("main"), solvik().signature("kino")) == ("Kommunetorget", "Kinoen")


def test_the_municipality_cannot_be_changed_after_reading() -> None:
    with pytest.raises(ValueError, match="frozen"):
        solvik().hours.closed_on_holidays = False  # type: ignore[misc]


def test_the_sandbox_file_has_every_department_of_the_corpus() -> None:
    written = tomllib.loads(SOLVIK)["departments"]

    assert len(written) == 17


def test_a_line_that_cannot_be_read_is_told_once_and_in_our_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text('SLACK_BOT_TOKEN="xoxb\nLOG_FORMAT : json\n', encoding="utf-8")

    found = read_env(env_file)

    assert [fault.key for fault in found.faults] == ["env_line", "env_line"]
    assert found.unread == {"SLACK_BOT_TOKEN", "LOG_FORMAT"}
    assert caplog.records == []
