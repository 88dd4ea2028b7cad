"""JupyterHub's configuration for a class on one machine; set_up.sh copies it to /etc/layer-by-layer, which is root's.

A learner's server runs as the learner's own account, with the configuration in HANDOUT, which has no solution. The
grader's server, with Formgrader, is a service of the hub: it runs as the account `layer-by-layer`, to which the course,
its gradebook and the exchange belong, and lets in instructors alone. What your class needs otherwise goes into local.py
beside this file.
"""

import grp
import os
import re
import sys
from pathlib import Path
from typing import Any

from jupyterhub.auth import PAMAuthenticator

c = get_config()  # noqa: F821 - JupyterHub defines it
COURSE = "layer-by-layer"  # nbgrader's name of the course, the service's, and that of the account that grades
STUDENTS, INSTRUCTORS = f"nbgrader-{COURSE}", f"formgrade-{COURSE}"  # groups of the machine, and of the hub
PROGRAMS, FILES = Path("/opt", COURSE), Path("/srv", COURSE)
HANDOUT = FILES / "handout"
IDLE_KERNEL, IDLE_SERVER = 2 * 3600, 3 * 3600  # seconds, after which each ends


class ClassAuthenticator(PAMAuthenticator):  # type: ignore[misc]
    """Lets in accounts of the machine that are in the class; their groups are groups of the hub, too."""

    async def authenticate(self, handler: Any, data: dict[str, str]) -> dict[str, Any] | None:
        """Return the account's name and groups, or None for a wrong name or password."""
        name = await super().authenticate(handler, data)
        return {"name": name, "groups": self._groups(name)} if name else None

    async def refresh_user(self, user: Any, handler: Any = None) -> bool | dict[str, Any]:
        """Read the groups anew, so that whoever leaves one need not log out for it; log out who is gone."""
        groups = self._groups(user.name)
        return {"name": user.name, "groups": groups} if groups else False

    def _groups(self, name: str) -> list[str]:
        """List which groups of the class an account is in."""
        return [group for group in (STUDENTS, INSTRUCTORS) if name in grp.getgrnam(group).gr_mem]


# Who may log in.
c.JupyterHub.authenticator_class = ClassAuthenticator
c.Authenticator.manage_groups = True
c.Authenticator.auth_refresh_age = 60
c.Authenticator.refresh_pre_spawn = True
c.LocalAuthenticator.allowed_groups = {STUDENTS, INSTRUCTORS}

# Where the hub listens: only to this machine, for a web server in front of it that speaks HTTPS.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"
c.ConfigurableHTTPProxy.command = [str(PROGRAMS / "node_modules" / ".bin" / "configurable-http-proxy")]

# A server of each learner's own, and of each instructor's: it shows what a learner sees.
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.default_url = "/lab/tree/lessons/progress.md"
c.Spawner.args = [
    f"--config={HANDOUT / 'jupyter_server_config.py'}",
    f"--MappingKernelManager.cull_idle_timeout={IDLE_KERNEL}",
    "--MappingKernelManager.cull_connected=True",
    f"--ServerApp.shutdown_no_activity_timeout={IDLE_SERVER}",
]
c.Spawner.environment = {
    "COURSE_FOLDER": f"~/{COURSE}",
    "NBGRADER_EXCHANGE": str(FILES / "exchange"),
    "OPENBLAS_NUM_THREADS": "1",
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin:/usr/bin:/bin"]),
    "PYTHONPATH": str(HANDOUT),
}
c.Spawner.env_keep = ["LANG", "LC_ALL"]
c.Spawner.http_timeout = c.Spawner.start_timeout = 120  # a class logs in within a minute

# The grader's server, in which all instructors work on one gradebook: layer-by-layer-grader.service starts it.
(token,) = re.findall(r"^JUPYTERHUB_API_TOKEN=(\w+)$", Path(__file__).with_name("token.env").read_text(), re.MULTILINE)
c.JupyterHub.services = [
    {"name": COURSE, "url": "http://127.0.0.1:9999", "api_token": token, "oauth_no_confirm": True},
]
c.JupyterHub.load_roles = [
    {"name": "user", "scopes": ["self"]},
    {
        "name": f"formgrader-{COURSE}",
        "groups": [INSTRUCTORS],
        "scopes": [f"access:services!service={COURSE}", f"read:services!service={COURSE}", "list:services"],
    },
]

local = Path(__file__).with_name("local.py")
if local.exists():
    load_subconfig(local.name, path=str(local.parent))  # noqa: F821 - JupyterHub defines it
