-- The gradebook's role and its database. Run it as the server's superuser; a second time, it sets the password anew.
-- The role's password comes from the environment, so that it stands in no file here.
\set ON_ERROR_STOP on
\getenv password GRADEBOOK_PASSWORD
\if :{?password}
\else
    DO $$ BEGIN RAISE 'Put a password for the role grader into the environment variable GRADEBOOK_PASSWORD.'; END $$;
\endif

SELECT 'CREATE ROLE grader LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'grader') \gexec
ALTER ROLE grader PASSWORD :'password';

SELECT 'CREATE DATABASE gradebook OWNER grader ENCODING ''UTF8'' TEMPLATE template0'
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'gradebook') \gexec
REVOKE ALL ON DATABASE gradebook FROM PUBLIC;
