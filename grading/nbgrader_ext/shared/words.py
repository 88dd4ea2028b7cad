"""What a PostgreSQL server, or the driver on the way to it, says of a gradebook, and what that means."""

# https://www.postgresql.org/docs/current/errcodes-appendix.html
CODES = {
    "25006": "The gradebook's server may be read, but not written.",
    "3D000": "The gradebook's server holds no database of that name.",
    "28000": "The gradebook's server does not let this user in.",
    "28P01": "The gradebook's server refuses this user's password.",
    "42501": "This user may not do that to the gradebook: its tables belong to somebody else.",
    "53100": "The disk of the gradebook's server is full.",
    "53300": "The gradebook's server has as many connections as it may.",
    "57P01": "The gradebook's server was shut down.",
}
# Before a connection stands, the driver says in words what it was told.
TEXTS = {
    "no password supplied": "The gradebook's server asks for a password, and none was given: put it into ~/.pgpass.",
    "password authentication failed": CODES["28P01"],
    "no pg_hba.conf entry": CODES["28000"],
    "Peer authentication failed": CODES["28000"],
    "does not exist": "The gradebook's server knows no such user, or no such database.",
    "too many connections": CODES["53300"],
    "too many clients": CODES["53300"],
    "Connection refused": "The gradebook's server does not answer: it does not run, or it listens elsewhere.",
    "No such file or directory": "The gradebook's server does not answer: it does not run, or it listens elsewhere.",
    "timeout expired": "The gradebook's server does not answer.",
    "server closed the connection": "The gradebook's server went away.",
    "connection is closed": "The gradebook's server went away.",
    "resolve host": "No machine has the name of the gradebook's server.",
    "could not translate host name": "No machine has the name of the gradebook's server.",
}
NO_DRIVER = (
    "A gradebook on a PostgreSQL server needs a driver: `python -m pip install -e .[postgres]` in the course's folder."
)
NO_ADDRESS = (
    "NBGRADER_DB_URL is no address of a gradebook. One is `postgresql+psycopg://grader@db.example.org/gradebook`."
)


def meaning(error: object) -> str:
    """Put an error of the server's or of its driver into words; "" where it is another's, or unknown."""
    if not type(error).__module__.startswith("psycopg"):
        return ""
    code = getattr(error, "sqlstate", None)
    return CODES.get(code or "") or next((said for part, said in TEXTS.items() if not code and part in str(error)), "")
