-- Run once by the owner of the index, for instance `psql postgresql://owner@host/news -f roles.sql`. The roles can't sign in
-- themselves: grant them to those who do (`GRANT articles_reader TO web`).
CREATE ROLE articles_reader NOLOGIN;
CREATE ROLE articles_builder NOLOGIN;
GRANT articles_reader TO articles_builder;
GRANT USAGE ON SCHEMA articles_assistant TO articles_reader;
GRANT SELECT ON articles_assistant.about, articles_assistant.versions, articles_assistant.serving, articles_assistant.articles,
    articles_assistant.passages, articles_assistant.sentences, articles_assistant.lexeme_counts, articles_assistant.vocabulary,
    articles_assistant.building, articles_assistant.jobs
    TO articles_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA articles_assistant TO articles_builder;
REVOKE INSERT, UPDATE, DELETE ON articles_assistant.about FROM articles_builder;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA articles_assistant TO articles_builder;
